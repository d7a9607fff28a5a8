"""What changed from one version of a scheme to the next, and what percent of its marks that is.

Aspects carry no name of their own: their codes follow from where they stand, so that one inserted row renumbers all
that follow. They are therefore found again by what they say, and only then by where they stand.
"""

import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from championships.marking.grades import percent_of
from championships.marking.pairing import ALIKE_FROM, Homes, Pairing, likeness, out_of_order
from championships.marking.rounding import ZERO
from championships.marking.scheme import Aspect, Criterion, Scheme, StandardsSection, SubCriterion

Item = TypeVar("Item", Aspect, SubCriterion, Criterion, StandardsSection)
# What makes a competitor's task another one; the section that an aspect belongs to and how its measurement is
# reckoned are changes too, but not of the task.
TASK_FIELDS = ("kind", "maximum", "description", "extra", "requirement", "ladder")
ASPECT_FIELDS = (*TASK_FIELDS, "section", "calculation")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that says something else now; `before` and `after` are its values as the scheme holds them."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Pair(Generic[Item]):
    """A part of the scheme before and the same part after, with what of it changed.

    `moved` is whether it stands in another part, or elsewhere among its neighbours; being counted anew because
    something was inserted before it is no move.
    """

    before: Item
    after: Item
    fields: tuple[FieldChange, ...] = ()
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Changes(Generic[Item]):
    """The parts of one kind: what came, what went, and what is in both, in the order of the version after."""

    added: tuple[Item, ...] = ()
    removed: tuple[Item, ...] = ()
    kept: tuple[Pair[Item], ...] = ()

    @property
    def changed(self) -> tuple[Pair[Item], ...]:
        """What is in both and says something else now."""
        return tuple(pair for pair in self.kept if pair.fields)

    @property
    def moved(self) -> tuple[Pair[Item], ...]:
        """What is in both and stands elsewhere."""
        return tuple(pair for pair in self.kept if pair.moved)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or any(pair.fields or pair.moved for pair in self.kept))


@dataclass(frozen=True, slots=True)
class SchemeDifference:
    """What changed from one scheme to another; false when nothing did.

    `skill` holds changes of the skill's number and name. `marks_changed` are the marks, in the version after, of
    aspects that are new or whose task changed (`TASK_FIELDS`); `percent` is their share of its total.
    """

    aspects: Changes[Aspect]
    sub_criteria: Changes[SubCriterion]
    criteria: Changes[Criterion]
    sections: Changes[StandardsSection]
    skill: tuple[FieldChange, ...]
    total_before: Decimal
    total_after: Decimal
    marks_changed: Decimal
    percent: Decimal

    def __bool__(self) -> bool:
        parts = (self.aspects, self.sub_criteria, self.criteria, self.sections, self.skill, self.renumbered)
        return any(map(bool, parts))

    @property
    def renumbered(self) -> tuple[Pair[Aspect], ...]:
        """Aspects that stayed where they were and only have another code now."""
        return tuple(pair for pair in self.aspects.kept if not pair.moved and pair.before.code != pair.after.code)

    @property
    def marks_moved(self) -> tuple[Pair[Aspect], ...]:
        """Aspects whose maximum is another one now."""
        return tuple(pair for pair in self.aspects.kept if pair.before.maximum != pair.after.maximum)


def difference(before: Scheme, after: Scheme) -> SchemeDifference:
    """Return what changed from `before` to `after`.

    White space alone is no change of a text. The percent follows the rule that thirty percent of a test project are
    changed before a competition; what counts as changed is our own definition of it.

    >>> from dataclasses import replace
    >>> from championships.marking import Aspect, Criterion, Kind, Scheme, SubCriterion
    >>> def scheme(*aspects):
    ...     return Scheme(criteria=(Criterion("A", "Site", (SubCriterion("A1", "Header", "", aspects),)),))
    >>> logo = Aspect("A1.M1", Kind.MEASUREMENT, Decimal("1.00"), "The logo is shown")
    >>> menu = Aspect("A1.M1", Kind.MEASUREMENT, Decimal("0.50"), "The menu opens")
    >>> found = difference(scheme(logo), scheme(menu, replace(logo, code="A1.M2")))
    >>> [aspect.description for aspect in found.aspects.added], found.aspects.changed, len(found.renumbered)
    (['The menu opens'], (), 1)
    >>> found.marks_changed, found.percent
    (Decimal('0.50'), Decimal('33.33'))
    """
    subs = _pair_sub_criteria(before, after)
    criteria = _pair_criteria(before, after, subs)
    aspects = _pair_aspects(before, after, subs)
    sections = Pairing(before.sections, after.sections)
    sections.by_key(lambda section: section.number)
    found = _changes(aspects, ASPECT_FIELDS, _homes(subs, lambda sub: len(sub.aspects)))
    marks = _marks_changed(found)
    return SchemeDifference(
        aspects=found,
        sub_criteria=_changes(
            subs, ("name", "day", "team"), _homes(criteria, lambda criterion: len(criterion.sub_criteria))
        ),
        criteria=_changes(criteria, ("name",), _one_home(criteria)),
        sections=_changes(sections, ("name", "declared"), _one_home(sections)),
        skill=tuple(_changed_fields(before, after, ("skill_number", "skill_name"))),
        total_before=before.maximum,
        total_after=after.maximum,
        marks_changed=marks,
        percent=percent_of(marks, after.maximum) if after.maximum > 0 else ZERO,
    )


def _marks_changed(aspects: Changes[Aspect]) -> Decimal:
    other = (pair.after for pair in aspects.kept if any(change.field in TASK_FIELDS for change in pair.fields))
    return sum((aspect.maximum for aspect in (*aspects.added, *other)), ZERO)


def _pair_sub_criteria(before: Scheme, after: Scheme) -> Pairing[SubCriterion]:
    subs = Pairing(tuple(before.sub_criteria), tuple(after.sub_criteria))
    ours, theirs = ([Counter(map(_content, sub.aspects)) for sub in side] for side in (subs.before, subs.after))
    subs.by_key(lambda sub: (sub.code, _said(sub.name)))
    subs.by_key(lambda sub: _said(sub.name) or None)
    subs.by_score(lambda i, j: (ours[i] & theirs[j]).total(), 1)
    subs.by_key(lambda sub: sub.code)
    return subs


def _pair_criteria(before: Scheme, after: Scheme, subs: Pairing[SubCriterion]) -> Pairing[Criterion]:
    criteria = Pairing(before.criteria, after.criteria)
    ours = _split(range(len(subs.before)), (len(criterion.sub_criteria) for criterion in before.criteria))
    names = _names(subs)
    theirs = _split(names, (len(criterion.sub_criteria) for criterion in after.criteria))
    criteria.by_key(lambda criterion: (criterion.letter, _said(criterion.name)))
    criteria.by_key(lambda criterion: _said(criterion.name) or None)
    criteria.by_score(lambda i, j: len(set(ours[i]) & set(theirs[j])), 1)
    criteria.by_key(lambda criterion: criterion.letter)
    return criteria


def _pair_aspects(before: Scheme, after: Scheme, subs: Pairing[SubCriterion]) -> Pairing[Aspect]:
    """Pair the same content first, at home and then anywhere; then the same and the most alike text; then by place."""
    found = Pairing(tuple(before.aspects), tuple(after.aspects))
    homes = _homes(subs, lambda sub: len(sub.aspects))
    for key in (_content, _text):
        found.by_key(_at_its_position(key), homes)
        found.by_key(key, homes)
        found.by_key(key)
    ours, theirs = ([Counter(_said(a.description).split()) for a in side] for side in (found.before, found.after))
    found.by_score(lambda i, j: likeness(ours[i], theirs[j]), ALIKE_FROM, homes)
    found.by_key(_position, homes)
    return found


def _at_its_position(key: Callable[[Aspect], Hashable | None]) -> Callable[[Aspect], Hashable | None]:
    return lambda aspect: None if key(aspect) is None else (_position(aspect), key(aspect))


def _position(aspect: Aspect) -> str:
    return aspect.code.rpartition(".")[2]


def _text(aspect: Aspect) -> Hashable | None:
    return _said(aspect.description) or None


def _names(parts: Pairing[Any]) -> list[int]:
    """Return a number for each part after: the index of its pair before, below zero where it has none."""
    known = {j: i for i, j in parts.pairs.items()}
    return [known.get(j, -1 - j) for j in range(len(parts.after))]


def _homes(parts: Pairing[Any], size: Callable[[Any], int]) -> Homes:
    """Return for everything that stands in `parts`, before and after, the number of its part."""
    before = [i for i, part in enumerate(parts.before) for _ in range(size(part))]
    after = [name for name, part in zip(_names(parts), parts.after, strict=True) for _ in range(size(part))]
    return before, after


def _one_home(parts: Pairing[Any]) -> Homes:
    return [0] * len(parts.before), [0] * len(parts.after)


def _split(items: Sequence[int], sizes: Iterable[int]) -> list[Sequence[int]]:
    found, start = [], 0
    for size in sizes:
        found.append(items[start : start + size])
        start += size
    return found


def _changes(found: Pairing[Item], fields: Sequence[str], homes: Homes) -> Changes[Item]:
    moved = _moved(found, homes)
    kept = (
        Pair(
            found.before[i], found.after[j], tuple(_changed_fields(found.before[i], found.after[j], fields)), i in moved
        )
        for i, j in sorted(found.pairs.items(), key=lambda pair: pair[1])
    )
    return Changes(
        added=tuple(found.after[j] for j in found.alone_after),
        removed=tuple(found.before[i] for i in found.alone_before),
        kept=tuple(kept),
    )


def _moved(found: Pairing[Any], homes: Homes) -> set[int]:
    """Return the indices before of what stands in another part, or elsewhere among those that stayed in its part."""
    moved = {i for i, j in found.pairs.items() if homes[0][i] != homes[1][j]}
    stayed: dict[int, list[int]] = {}
    for i, _j in sorted(found.pairs.items(), key=lambda pair: pair[1]):
        if i not in moved:
            stayed.setdefault(homes[0][i], []).append(i)
    return moved | {places[at] for places in stayed.values() for at in out_of_order(places)}


def _changed_fields(before: object, after: object, fields: Iterable[str]) -> Iterator[FieldChange]:
    for field in fields:
        old, new = getattr(before, field), getattr(after, field)
        if _said(old) != _said(new):
            yield FieldChange(field, old, new)


def _content(aspect: Aspect) -> Hashable:
    return tuple(_said(getattr(aspect, field)) for field in ASPECT_FIELDS)


def _said(value: Any) -> Any:
    """Return what a value says, whatever white space stands in it, as something that can be compared and counted."""
    match value:
        case str():
            return " ".join(value.split())
        case tuple():
            return tuple(map(_said, value))
        case dict():
            return json.dumps(value, sort_keys=True)
    return value
