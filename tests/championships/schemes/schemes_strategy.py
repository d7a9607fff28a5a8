"""Random whole schemes, for any test that wants them: `schemes()` draws what the product can hold and CIS can carry.

Every measurement rule that `Calculations` holds, ladders whole and in part, sections with and without marks, texts in
many scripts, texts of several lines, and no text at all. Texts are as every reader and form here leaves them: without
white space around them, names in one line.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from championships.marking import Aspect, Criterion, Kind, Scheme, StandardsSection, SubCriterion

LETTERS = "ABCDEFGHI"
LEVELS = range(4)
LINES_OF_A_LADDER = 4
SCRIPTS = "aZ09 =+-@'\"<&>%.,:;()[]{}_|#~/\\éßЖщіңғүұқөһÄ中文العربية🙂\u00a0"

words = st.text(st.sampled_from(SCRIPTS) | st.characters(codec="utf-8", categories=("L", "N", "P", "S")), max_size=24)
lines = words.map(lambda text: " ".join(text.split()))
# A name that is no heading, no footer and no label such as “Criterion A”, whatever was drawn.
names = st.just("") | lines.map(lambda text: f"About {text}".strip())
texts = st.just("") | st.lists(lines.filter(bool), min_size=1, max_size=3).map("\n".join)
descriptions = st.just("") | texts.map(lambda text: f"Item {text}".strip())
marks = st.decimals(Decimal("0.01"), Decimal("4.00"), places=2)
figures = st.decimals(Decimal("-99.999"), Decimal("99.999"), places=3).map(lambda d: format(d.normalize() + 0, "f"))
amounts = st.decimals(Decimal("0.00"), Decimal("2.00"), places=2).map(lambda d: format(d.normalize() + 0, "f"))
units = st.sampled_from(["UNIT", "PERCENT"])


def _rule(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    about = {"rule": st.just(kind), "name": names, "shared": st.booleans()}
    return st.fixed_dictionaries(about | fields)


def _lists_of(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries(fields), min_size=1, max_size=3)


def rules() -> st.SearchStrategy[dict[str, Any] | None]:
    """Return every kind of measurement rule, as plain JSON, and none."""
    labels = lines.filter(lambda text: any(map(str.isalpha, text)) and "#" not in text)
    return st.one_of(
        st.none(),
        _rule("pass_fail"),
        _rule("number_completed", possible=st.integers(1, 40).map(str)),
        _rule("choice", deduction_type=units, choices=_lists_of(label=labels, deduction=amounts)),
        _rule(
            "ranged_score",
            target=figures,
            deduction_type=units,
            ranges=st.lists(
                st.tuples(figures, figures, amounts).map(
                    lambda t: (
                        dict(zip(("lower", "upper"), sorted(t[:2], key=Decimal), strict=True)) | {"deduction": t[2]}
                    )
                ),
                min_size=1,
                max_size=3,
            ),
        ),
        _rule(
            "regular_difference",
            target=figures,
            difference=st.integers(1, 9).map(str),
            difference_type=st.just("UNIT"),
            deduction=amounts,
            deduction_type=units,
        ),
        _rule("deduct_from_full", deduction=amounts, deduction_type=units),
        _rule("add_from_zero", addition=amounts, addition_type=units),
        _rule("levels", highest=st.integers(1, 5).map(str)),
        _rule("manual", reason_for_zero=st.booleans()),
        _rule("tolerance_table", rows=st.just([{"limit": "1", "marks": "0.5"}]), beyond=st.just("0")),
    )


@st.composite
def aspects(draw: st.DrawFn, sections: Sequence[int]) -> Aspect:
    """Return an aspect, still without a code."""
    kind = draw(st.sampled_from(Kind))
    section = draw(st.none() | st.sampled_from(sections)) if sections else None
    aspect = Aspect("", kind, draw(marks), draw(descriptions), section=section)
    if kind is Kind.MEASUREMENT:
        return replace(aspect, extra=draw(texts), requirement=draw(texts), calculation=draw(rules()))
    ladder = draw(st.just(tuple(LEVELS)) | st.sets(st.sampled_from(LEVELS)).map(lambda found: tuple(sorted(found))))
    # A judgement without levels whose extra text has four lines is read as those levels: no extra text then.
    return replace(
        aspect, extra=draw(texts) if ladder else "", ladder=tuple((score, draw(texts) or "–") for score in ladder)
    )


@st.composite
def sub_criteria(draw: st.DrawFn, code: str, sections: Sequence[int]) -> SubCriterion:
    """Return a sub-criterion under `code`, its aspects counted as the product counts them."""
    found = draw(st.lists(aspects(sections), min_size=1, max_size=4))
    days, teams = st.sampled_from(["", "1", "C-2", "День 1"]), st.sampled_from(["", "Team 2", "Бригада А"])
    return SubCriterion(code, draw(names), draw(days), coded(code, found), draw(teams))


def coded(code: str, found: Sequence[Aspect]) -> tuple[Aspect, ...]:
    """Return the aspects of sub-criterion `code` with the codes that follow from where they stand."""
    running = dict.fromkeys(Kind, 0)
    numbered = []
    for aspect in found:
        running[aspect.kind] += 1
        numbered.append(replace(aspect, code=f"{code}.{aspect.kind}{running[aspect.kind]}"))
    return tuple(numbered)


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """Return a whole scheme of one to three criteria."""
    numbers = sorted(draw(st.sets(st.integers(0, 12), max_size=4)))
    declared = st.none() | st.decimals(0, 100, places=2)
    sections = tuple(StandardsSection(number, draw(names), draw(declared)) for number in numbers)
    criteria = tuple(
        Criterion(
            letter,
            draw(names),
            tuple(draw(sub_criteria(f"{letter}{n}", numbers)) for n in range(1, draw(st.integers(1, 2)) + 1)),
        )
        for letter in LETTERS[: draw(st.integers(1, 3))]
    )
    skill = draw(lines.map(lambda text: f"Skill {text}".strip()))
    return Scheme(draw(st.just("") | st.integers(1, 99).map(str)), skill, sections, criteria)
