"""Writing what the public may see of the lines of results anew, in the transaction of what changed.

A line keeps whom it names, so it is found by that and not by who is in its entry now: results keep what they say when
somebody leaves an entry, and she may take her consent back all the same.
"""

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from championships.events import public_reasons, sequence
from championships.events.models import Championship, Publicity, PublicPerson, ResultRow
from championships.events.public_names import PublicPart, held_back, line_of, part_of

NOTHING_OF_NOBODY = PublicPart(person=None, publicity=Publicity.NOTHING.value, name="", picture=None)


def championships_of(people: Iterable[PublicPerson]) -> QuerySet[Championship]:
    """Return the championships that any of `people` has an entry or a task in, or a line of a result, by key."""
    keys = [person.pk for person in people]
    entered = Q(skills__entries__people__in=keys) | Q(officials__person__in=keys)
    named = Q(pk__in=lines_naming(keys).values("result__championship"))
    return Championship.objects.filter(entered | named).distinct().order_by("pk")


def lines_naming(keys: Iterable[int]) -> QuerySet[ResultRow]:
    """Return the lines, of every version, that name any of the people with these keys."""
    wanted = "|".join(str(key) for key in sorted(keys))
    if not wanted:
        return ResultRow.objects.none()
    # Not every database looks into a list of objects, so their text is read: a quote inside of a name is written with
    # a backslash before it, and no name can pass for a key.
    told = Cast("public_people", TextField())
    return ResultRow.objects.annotate(told=told).filter(told__regex=rf'"person": ({wanted})[,}}]')


def keys_in(rows: Iterable[ResultRow]) -> set[int]:
    """Return the keys of the people that these lines name."""
    return {part["person"] for row in rows for part in row.public_people if part["person"] is not None}


def people_who_left(rows: Sequence[ResultRow]) -> list[PublicPerson]:
    """Return whom these lines name although they are no longer in the entry. Two queries."""
    places = PublicPerson.entries.through.objects.filter(entry__in={row.entry_id for row in rows if row.entry_id})
    still = set(places.values_list("entry", "person"))
    left = {key for row in rows for key in keys_in([row]) if (row.entry_id, key) not in still}
    return list(PublicPerson.objects.filter(pk__in=left))


def rewrite_for(people: Iterable[PublicPerson]) -> None:
    """Write anew what every line of `people` says of them, and advance the sequences of their championships."""
    known = {person.pk: person for person in people}
    for championship in championships_of(known.values()):
        locked = sequence.locked(championship.pk)
        rows = lines_naming(known).filter(result__championship=locked).select_related("entry")
        _write(rows, known, frozen=locked.is_frozen)
        public_reasons.hide_reasons(locked, people=known.values())
        sequence.advance(locked)


def rewrite_all(championship: Championship) -> None:
    """Write all lines of a championship that is no longer frozen anew: what waited for it becomes public."""
    found = ResultRow.objects.filter(result__championship=championship, entry__isnull=False)
    rows = list(found.select_related("entry"))
    _write(rows, PublicPerson.objects.in_bulk(keys_in(rows)), frozen=False)


def hide(row: ResultRow) -> None:
    """Leave the line nameless in every version that was taken from its source."""
    same = ResultRow.objects.filter(result__source=row.result.source, entry__isnull=True)
    same = same.filter(key=row.key) if row.key else same.filter(key="", name=row.name)
    championships = dict.fromkeys(same.order_by("result__championship").values_list("result__championship", flat=True))
    same.update(public_name="", public_people=[NOTHING_OF_NOBODY])
    for key in championships:
        championship = sequence.locked(key)
        public_reasons.hide_reasons(championship, lines=same)
        sequence.advance(championship)


def is_hidden(row: ResultRow) -> bool:
    """Return whether the line was made nameless on request."""
    return row.public_people == [NOTHING_OF_NOBODY]


def _write(rows: Iterable[ResultRow], people: dict[int, PublicPerson], *, frozen: bool) -> None:
    changed = []
    for row in rows:
        parts = [_after(part, people, frozen=frozen) for part in row.public_people]
        name = line_of(row.entry.team_name if row.entry else "", parts)
        if frozen and parts == row.public_people:
            continue
        if (parts, name) != (row.public_people, row.public_name):
            row.public_people, row.public_name = parts, name
            changed.append(row)
    ResultRow.objects.bulk_update(changed, ["public_people", "public_name"], batch_size=200)


def _after(part: PublicPart, people: dict[int, PublicPerson], *, frozen: bool) -> PublicPart:
    person = people.get(part["person"]) if part["person"] is not None else None
    if person is None:
        return part
    return held_back(part, person) if frozen else part_of(person)
