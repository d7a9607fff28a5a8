"""A difference as it is shown: row by row, before beside after, with the words that changed."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from championships.marking import Aspect, FieldChange, Kind, Pair, Scheme, SchemeDifference, difference
from championships.schemes.authoring.rows import EditRefused
from championships.schemes.authoring.rule_words import describe
from championships.schemes.comparing.words import Piece, changed_words

WHOLE = 100
LABELS: Mapping[str, str | Promise] = {
    "kind": _("Kind"),
    "maximum": _("Maximum mark"),
    "description": _("Description"),
    "extra": _("Extra description"),
    "requirement": _("Requirement"),
    "ladder": _("The words of each level"),
    "section": _("Standards section"),
    "calculation": _("Measurement rule"),
    "name": pgettext_lazy("of a thing", "Name"),
    "day": _("Day of marking"),
    "team": _("Marking team"),
    "declared": _("Declared marks"),
    "skill_number": _("Skill number"),
    "skill_name": _("Skill"),
}
KINDS = {Kind.MEASUREMENT: _("measurement"), Kind.JUDGEMENT: _("judgement")}


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field that changed, both values in pieces."""

    name: str
    label: str | Promise
    before: list[Piece]
    after: list[Piece]


@dataclass(frozen=True, slots=True)
class ShownChange:
    """Something that is in both versions and changed; the codes are where it stood and where it stands."""

    code_before: str
    code: str
    title: str
    fields: tuple[ShownField, ...]
    moved: bool
    maximum_before: Decimal | None = None
    maximum: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A difference with everything that a page shows of it; percents and marks are exact to 0.01.

    `limit` is the percent of marks that must change. `step` is how far that is: 1 nothing, 2 some, 3 enough.
    """

    found: SchemeDifference
    limit: Decimal
    aspects: tuple[ShownChange, ...]
    moved: tuple[ShownChange, ...]
    parts: tuple[ShownChange, ...]

    @property
    def step(self) -> int:
        """How far the change has come: 1, 2 or 3."""
        if self.found.percent >= self.limit:
            return 3
        return 2 if self.found.percent else 1

    @property
    def marks_before(self) -> Decimal:
        """The marks of the version before."""
        return self.found.total_before


def change_limit() -> Decimal:
    """Return the percent of marks that must change before a competition, as the settings have it (default 30)."""
    return Decimal(settings.SCHEME_CHANGE_LIMIT)


def compare(before: Scheme, after: Scheme) -> Comparison:
    """Return what changed from `before` to `after`, ready to be shown."""
    found = difference(before, after)
    return Comparison(
        found,
        change_limit(),
        aspects=tuple(map(_aspect, found.aspects.changed)),
        moved=tuple(_aspect(pair) for pair in found.aspects.moved if not pair.fields),
        parts=tuple(_parts(found)),
    )


def _aspect(pair: Pair[Aspect]) -> ShownChange:
    before, after = pair.before, pair.after
    return ShownChange(
        before.code, after.code, after.description, _fields(pair.fields), pair.moved, before.maximum, after.maximum
    )


def _parts(found: SchemeDifference) -> Iterator[ShownChange]:
    """Yield what changed of the skill, the criteria, the sub-criteria and the sections."""
    if found.skill:
        yield ShownChange("", "", "", _fields(found.skill), moved=False)
    for criterion in found.criteria.kept:
        if criterion.fields or criterion.moved:
            letters = criterion.before.letter, criterion.after.letter
            yield ShownChange(*letters, criterion.after.name, _fields(criterion.fields), criterion.moved)
    for sub in found.sub_criteria.kept:
        if sub.fields or sub.moved:
            yield ShownChange(sub.before.code, sub.after.code, sub.after.name, _fields(sub.fields), sub.moved)
    for section in found.sections.changed:
        number = str(section.after.number)
        yield ShownChange(number, number, section.after.name, _fields(section.fields), moved=False)


def _fields(changes: Iterable[FieldChange]) -> tuple[ShownField, ...]:
    return tuple(ShownField(c.field, LABELS[c.field], *changed_words(_text(c.before), _text(c.after))) for c in changes)


def _text(value: Any) -> str:
    match value:
        case Kind():
            return str(KINDS[value])
        case Decimal():
            return number_format(value, 2)
        case tuple():
            return "\n".join(f"{score} {text}" for score, text in value)
        case dict():
            return _rule(value)
    return "" if value is None else str(value)


def _rule(calculation: dict[str, Any]) -> str:
    """Return a measurement rule in words; one that cannot be applied says what stands in it."""
    try:
        return describe(calculation)["words"]
    except EditRefused:
        return json.dumps(calculation, ensure_ascii=False)
