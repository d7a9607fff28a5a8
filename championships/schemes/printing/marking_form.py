"""The marking form of one sub-criterion for one competitor, and what it has in common with the observation form.

Sources: one form for each sub-criterion, the scores of a judgement in a column for each judge (rules 1.5); a
deduction is written down with its reason (TD17).
"""

from typing import Any

from championships.marking import Aspect, Criterion, Kind, Part, SubCriterion
from championships.schemes.printing.labels import figure, judge_label
from championships.schemes.printing.occasion import Occasion, sum_of
from championships.schemes.printing.rules_on_paper import rule_on_paper
from design.printing import Words, shortened, words

IN_THE_HEAD = 40


def marking_form(criterion: Criterion, part: SubCriterion, occasion: Occasion, sheet: Part | None) -> dict[str, Any]:
    """Return the data of the form of `part`; `sheet` is what was given for it (None: nothing)."""
    return {
        "form": "marking",
        **head_of(criterion, part),
        **people_of(occasion),
        "team": words(part.team or occasion.team),
        "mark": sum_of(sheet),
        "judges": [
            {"label": judge_label(number), "name": words(name)} for number, name in enumerate(occasion.judges, start=1)
        ],
        "coordinator": words(occasion.coordinator),
        "measured": [_measured(aspect, occasion) for aspect in part.aspects if aspect.kind is Kind.MEASUREMENT],
        "judged": [_judged(aspect, occasion) for aspect in part.aspects if aspect.kind is Kind.JUDGEMENT],
    }


def head_of(criterion: Criterion, part: SubCriterion) -> dict[str, Any]:
    """Return what the head of a form says of its sub-criterion."""
    return {
        "code": code(part.code),
        "name": words(part.name),
        "short-name": shortened(f"{part.code} {part.name}", IN_THE_HEAD),
        "criterion": [code(criterion.letter), words(criterion.name)],
        "day": words(part.day),
        "team": words(part.team),
        "max": figure(part.maximum),
    }


def people_of(occasion: Occasion) -> dict[str, Words]:
    """Return who is marked, and where."""
    return {
        "competitor": words(occasion.competitor),
        "short-competitor": shortened(occasion.competitor, IN_THE_HEAD),
        "competitor-code": words(occasion.competitor_code),
        "workplace": words(occasion.workplace),
    }


def code(text: str) -> str:
    """Return a code as a template sets it, without a language."""
    return words(text)[1]


def described(aspect: Aspect) -> dict[str, Any]:
    """Return what every form says of an aspect."""
    return {
        "code": code(aspect.code),
        "description": words(aspect.description),
        "extra": words(aspect.extra),
        "requirement": words(aspect.requirement),
        "max": figure(aspect.maximum),
        "ladder": [[score, words(text)] for score, text in aspect.ladder],
    }


def _measured(aspect: Aspect, occasion: Occasion) -> dict[str, Any]:
    rule, given = rule_on_paper(aspect), occasion.given_for(aspect.code)
    return {
        **described(aspect),
        "rule": [words(line) for line in rule.lines],
        "options": [words(option) for option in rule.options],
        "ticks": list(rule.ticks) if given.mark is None else [],
        "result": words(given.result),
        "mark": figure(given.mark),
        "reason": words(given.reason),
    }


def _judged(aspect: Aspect, occasion: Occasion) -> dict[str, Any]:
    given = occasion.given_for(aspect.code)
    seats = len(occasion.judges)
    scores = [*given.scores, *(None for _seat in range(seats))][:seats]
    return {
        **described(aspect),
        "rule": [],
        "options": [],
        "scores": ["" if score is None else str(score) for score in scores],
        "mark": figure(given.mark),
    }
