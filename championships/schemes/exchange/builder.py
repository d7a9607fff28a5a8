"""Putting a scheme together while its rows are read, whatever the layout.

Aspects carry no id in most files: theirs is the sub-criterion's code, the letter of the type and a running
number inside the sub-criterion, such as `B2.M4` (marking-scheme-layouts, rule 5).
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain, count
from typing import Any

from championships.marking import Aspect, Criterion, Kind, Scheme, StandardsSection, SubCriterion
from championships.marking.judgement import SCORES
from championships.schemes.exchange.remarks import Remarks
from championships.schemes.exchange.rules_in_words import FEWEST_LEVELS, Reading, levels_in, rule_in_words
from championships.schemes.exchange.sheets import Row
from championships.schemes.exchange.texts import as_mark, fold

# `0 none`, `(1) some`, `2-most`, `3: all`, and no figure such as `0.5 m`.
LADDER_LINE = re.compile(r"\(?([0-3])\)?(?:\s*[-–—:.=)](?!\s*\d)|(?<=\))|\s)\s*(\D.*)", re.DOTALL)


@dataclass(slots=True)
class AspectDraft:
    """An aspect whose rows are still coming."""

    row: Row
    kind: Kind
    maximum: Decimal
    description: str = ""
    extra: list[str] = field(default_factory=list)
    requirement: list[str] = field(default_factory=list)
    section: int | None = None
    ladder: dict[int, list[str]] = field(default_factory=dict)
    calculation: Mapping[str, Any] | None = None
    # Texts that stood in rows of their own below the aspect: levels, options, deductions.
    options: list[str] = field(default_factory=list)
    # Whether the file does not say the kind: it is then told by the levels.
    guessed: bool = False
    awarded: Decimal | None = None

    def settle(self) -> None:
        """Take options that read as levels for the levels, and tell an unknown kind by them."""
        lines = [
            line for text in (self.options or self.extra) for line in ([text] if self.options else text.splitlines())
        ]
        if not self.ladder and (levels := levels_in(lines, self.maximum)):
            self.ladder = {score: [text] for score, text in levels.items()}
            (self.options or self.extra).clear()
        if self.guessed and len(self.ladder) >= FEWEST_LEVELS and sorted(self.ladder) == list(range(len(self.ladder))):
            self.kind = Kind.JUDGEMENT

    def rule(self) -> Reading:
        """Return what the words of a measurement without a calculation say about its rule."""
        if self.kind is Kind.JUDGEMENT or self.calculation is not None:
            return Reading()
        return rule_in_words([self.description, *self.extra], self.options, sorted(self.ladder), self.maximum)

    def finished(self, code: str) -> Aspect:
        """Return the aspect under its code."""
        texts = [text for text in (*self.extra, *self.options) if text]
        ladder = tuple((score, "\n".join(texts)) for score, texts in sorted(self.ladder.items()))
        if self.kind is Kind.JUDGEMENT and not ladder:
            texts, ladder = ladder_among(texts)
        extra = "\n".join(texts)
        requirement = "\n".join(text for text in self.requirement if text)
        return Aspect(
            code, self.kind, self.maximum, self.description, extra, requirement, self.section, ladder, self.calculation
        )


@dataclass(slots=True)
class SubCriterionDraft:
    """A sub-criterion whose rows are still coming."""

    row: Row
    letter: str
    code: str
    name: str
    day: str
    team: str = ""
    aspects: list[AspectDraft] = field(default_factory=list)


class SchemeBuilder:
    """Collects criteria, sub-criteria and aspects in the order of a file, and says what was odd."""

    def __init__(self, sheet: str, remarks: Remarks, *, reads_words: bool = False) -> None:
        """Begin with nothing; `reads_words` is whether rules and levels may stand in the words of an aspect."""
        self.sheet, self.remarks, self._reads_words = sheet, remarks, reads_words
        self.skill_number, self.skill_name = "", ""
        self.sections: dict[int, StandardsSection] = {}
        self.listed: dict[str, tuple[Row, str, Decimal | None]] = {}
        self.rows: dict[str, Row] = {}
        self.awarded: dict[str, Decimal] = {}
        self.current: AspectDraft | None = None
        self._drafts: dict[str, SubCriterionDraft] = {}
        self._open: SubCriterionDraft | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no sub-criterion was begun yet."""
        return not self._drafts

    def start_criterion(self, row: Row, letter: str, name: str, declared: Decimal | None) -> None:
        """Begin a criterion that has a row of its own; one that stands twice is continued."""
        self.current = self._open = None
        if letter in self.listed:
            self.remarks.add("continued_criterion", self.sheet, row, code=letter)
        else:
            self.listed[letter] = (row, name, declared)

    def start_sub_criterion(self, row: Row, letter: str, code: str, name: str, day: str, *, team: str = "") -> str:
        """Begin a sub-criterion and return its code; one that stands twice is continued, or kept apart by its name."""
        self.current = None
        before = self._drafts.get(code)
        if before and (not name or fold(name) == fold(before.name)):
            self.remarks.add("continued_sub_criterion", self.sheet, row, code=code)
            self._open = before
            return code
        if before:
            suffixes = chain("bcdefghijklmnopqrstuvwxyz", (f"z{extra}" for extra in count(1)))
            kept = next(f"{code}{suffix}" for suffix in suffixes if f"{code}{suffix}" not in self._drafts)
            self.remarks.add("repeated_sub_criterion", self.sheet, row, code=code, kept=kept)
            code = kept
        self._open = self._drafts[code] = SubCriterionDraft(row, letter, code, name, day, team)
        return code

    def set_days(self, days: Mapping[str, str]) -> None:
        """Give the sub-criteria with these codes the day of marking that their aspects name."""
        for code, day in days.items():
            if code in self._drafts and not self._drafts[code].day:
                self._drafts[code].day = day

    def add_aspect(self, draft: AspectDraft, letter: str = "A") -> None:
        """Add an aspect to the open sub-criterion; without one, the first of criterion `letter` is opened."""
        if self._open is None:
            code = f"{letter}1"
            self.remarks.add("aspect_without_sub_criterion", self.sheet, draft.row, code=code)
            self.start_sub_criterion(draft.row, letter, code, "", "")
        if self._open:
            self._open.aspects.append(draft)
        self.current = draft

    def build(self) -> Scheme:
        """Return the scheme: criteria in the order of the file, empty ones left out and named."""
        letters = list(dict.fromkeys([*self.listed, *(draft.letter for draft in self._drafts.values())]))
        criteria = tuple(filter(None, map(self._criterion, letters)))
        return Scheme(self.skill_number, self.skill_name, tuple(self.sections.values()), criteria)

    def _criterion(self, letter: str) -> Criterion | None:
        row, name, declared = self.listed.get(letter, (None, "", None))
        drafts = [draft for draft in self._drafts.values() if draft.letter == letter]
        if not any(draft.aspects for draft in drafts):
            code = "empty_criterion_with_marks" if declared else "empty_criterion"
            at = row or (drafts[0].row if drafts else None)
            self.remarks.add(code, self.sheet, at, code=letter, declared=as_mark(declared or Decimal(0)))
            return None
        if row is None and self.listed:
            self.remarks.add("unlisted_criterion", self.sheet, drafts[0].row, code=letter)
        self.rows[letter] = row or drafts[0].row
        return Criterion(letter, name, tuple(map(self._sub_criterion, drafts)), declared)

    def _sub_criterion(self, draft: SubCriterionDraft) -> SubCriterion:
        self.rows[draft.code] = draft.row
        running: Counter[Kind] = Counter()
        aspects = []
        for aspect in draft.aspects:
            if self._reads_words or aspect.guessed:
                aspect.settle()
            running[aspect.kind] += 1
            code = f"{draft.code}.{aspect.kind}{running[aspect.kind]}"
            self.rows[code] = aspect.row
            self._note(aspect, code)
            aspects.append(aspect.finished(code))
        return SubCriterion(draft.code, draft.name, draft.day, tuple(aspects), draft.team)

    def _note(self, aspect: AspectDraft, code: str) -> None:
        """Say what was told by the words of an aspect, and keep the mark that was awarded for it."""
        if aspect.awarded is not None:
            self.awarded[code] = aspect.awarded
        if aspect.guessed:
            judged = aspect.kind is Kind.JUDGEMENT
            self.remarks.add(
                "taken_as_judgement" if judged else "taken_as_measurement", self.sheet, aspect.row, code=code
            )
        found = aspect.rule() if self._reads_words else Reading()
        if found.rule is not None:
            aspect.calculation = found.calculation
            self.remarks.add("rule_from_words", self.sheet, aspect.row, code=code)
        elif found.deducts:
            self.remarks.add("deductions_in_words", self.sheet, aspect.row, code=code)


def ladder_among(texts: Sequence[str]) -> tuple[list[str], tuple[tuple[int, str], ...]]:
    """Return the levels that stand together in one of the texts, or in all of them, and what is left of the texts."""
    for place, text in enumerate(texts):
        said, steps = _said_before(text)
        if steps:
            return [*texts[:place], *said, *texts[place + 1 :]], steps
    steps = ladder_in_lines("\n".join(texts))
    return ([], steps) if steps else (list(texts), ())


def _said_before(text: str) -> tuple[list[str], tuple[tuple[int, str], ...]]:
    """Return what a text says above its four levels, and the levels; no levels if it does not hold all four."""
    lines = text.splitlines()
    start = next((place for place, line in enumerate(lines) if LADDER_LINE.fullmatch(line.strip())), 0)
    above = "\n".join(lines[:start]).strip()
    return [above] if above else [], ladder_in_lines("\n".join(lines[start:]))


def ladder_in_lines(text: str) -> tuple[tuple[int, str], ...]:
    r"""Return the four levels that stand as four lines in one cell, with or without their numbers; else nothing.

    >>> ladder_in_lines("0 - none\n1 - some\n2 - most\n3 - all")[3]
    (3, 'all')
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) != len(SCORES):
        return ()
    numbered = [LADDER_LINE.fullmatch(line) for line in lines]
    steps = {int(found[1]): found[2] for found in numbered if found}
    if len(steps) == len(SCORES):
        return tuple(sorted(steps.items()))
    return tuple(zip(SCORES, lines, strict=True)) if not any(numbered) else ()
