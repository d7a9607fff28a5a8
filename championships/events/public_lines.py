"""Writing what the public may see of the lines of results anew, in the transaction of what changed."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from championships.events import sequence
from championships.events.models import Championship, Entry, Publicity, PublicPerson, ResultRow
from championships.events.public_names import PublicPart, held_back, line_of, part_of

NOTHING_OF_NOBODY = PublicPart(person=None, publicity=Publicity.NOTHING.value, name="", picture=None)


def championships_of(people: Iterable[PublicPerson]) -> QuerySet[Championship]:
    """Return the championships that any of `people` has an entry or a task in, by key."""
    keys = [person.pk for person in people]
    entered = Q(skills__entries__people__in=keys) | Q(officials__person__in=keys)
    return Championship.objects.filter(entered).distinct().order_by("pk")


def rewrite_for(people: Iterable[PublicPerson]) -> None:
    """Write anew what every line of `people` says of them, and advance the sequences of their championships."""
    known = {person.pk: person for person in people}
    for championship in championships_of(known.values()):
        locked = sequence.locked(championship.pk)
        theirs = Entry.objects.filter(people__in=known)
        rows = ResultRow.objects.filter(result__championship=locked, entry__in=theirs).select_related("entry")
        _write(rows, known, frozen=locked.is_frozen)
        sequence.advance(locked)


def rewrite_all(championship: Championship) -> None:
    """Write all lines of a championship that is no longer frozen anew: what waited for it becomes public."""
    rows = ResultRow.objects.filter(result__championship=championship, entry__isnull=False).select_related("entry")
    people = PublicPerson.objects.filter(entries__contested_skill__championship=championship).distinct()
    _write(rows, {person.pk: person for person in people}, frozen=False)


def hide(row: ResultRow) -> None:
    """Leave the line nameless in every version that was taken from its source."""
    same = ResultRow.objects.filter(result__source=row.result.source, entry__isnull=True)
    same = same.filter(key=row.key) if row.key else same.filter(key="", name=row.name)
    championships = dict.fromkeys(same.order_by("result__championship").values_list("result__championship", flat=True))
    same.update(public_name="", public_people=[NOTHING_OF_NOBODY])
    for championship in championships:
        sequence.advance(sequence.locked(championship))


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
