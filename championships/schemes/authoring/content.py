"""A draft as the scheme that the rules of marking know, and a scheme as a draft."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import count
from typing import Any

from championships.marking import Aspect, Criterion, Kind, Scheme, StandardsSection, SubCriterion
from championships.schemes.authoring.rows import SCORES, Content, Row, clean_row, clean_sections, empty_content
from championships.schemes.drafting import codes_of


def scheme_of_draft(content: Content) -> Scheme:
    """Return the scheme that `content` is, with its codes; what belongs to the other kind of aspect is left out."""
    codes = codes_of(content)
    return Scheme(
        content["skill_number"],
        content["skill_name"],
        tuple(StandardsSection(number, name, _mark(declared)) for number, name, declared in content["sections"]),
        tuple(
            Criterion(
                codes[criterion["key"]],
                criterion["name"],
                tuple(_sub_criterion(sub, codes) for sub in criterion["sub_criteria"]),
            )
            for criterion in content["criteria"]
        ),
    )


def _sub_criterion(row: Row, codes: dict[str, str]) -> SubCriterion:
    aspects = tuple(_aspect(aspect, codes[aspect["key"]]) for aspect in row["aspects"])
    return SubCriterion(codes[row["key"]], row["name"], row["day"], aspects, row["team"])


def _aspect(row: Row, code: str) -> Aspect:
    kind = Kind(row["kind"])
    judged = kind is Kind.JUDGEMENT
    return Aspect(
        code,
        kind,
        Decimal(row["maximum"]),
        row["description"],
        row["extra"],
        row["requirement"],
        row["section"],
        tuple((score, text) for score, text in enumerate(row["ladder"]) if text) if judged else (),
        None if judged else row["calculation"],
    )


def _mark(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def draft_of_scheme(scheme: Scheme, title: str) -> Content:
    """Return `scheme` as the content of a draft; its rows get keys of their own.

    A scheme that was imported may hold letters or codes of its own: in a draft they follow from where a row stands.
    """
    numbers = count(1)
    return {
        **empty_content(title, scheme.skill_number, scheme.skill_name),
        "sections": clean_sections([[one.number, one.name, _text(one.declared)] for one in scheme.sections]),
        "criteria": [clean_row("criterion", _criterion_row(criterion, numbers)) for criterion in scheme.criteria],
    }


def _criterion_row(criterion: Criterion, numbers: Iterator[int]) -> Row:
    key = f"r{next(numbers)}"
    return {
        "key": key,
        "name": criterion.name,
        "sub_criteria": [
            {
                "key": f"r{next(numbers)}",
                "name": sub.name,
                "day": sub.day,
                "team": sub.team,
                "aspects": [{"key": f"r{next(numbers)}", **_row(aspect)} for aspect in sub.aspects],
            }
            for sub in criterion.sub_criteria
        ],
    }


def _row(aspect: Aspect) -> dict[str, Any]:
    return {
        "kind": aspect.kind.value,
        "maximum": f"{aspect.maximum:.2f}",
        "description": aspect.description,
        "extra": aspect.extra,
        "requirement": aspect.requirement,
        "section": aspect.section,
        "ladder": [_level(aspect, score) for score in range(SCORES)],
        "calculation": None if aspect.calculation is None else dict(aspect.calculation),
    }


def _level(aspect: Aspect, score: int) -> str:
    return "\n".join(text for step, text in aspect.ladder if step == score)


def _text(mark: Decimal | None) -> str | None:
    return None if mark is None else f"{mark:.2f}"
