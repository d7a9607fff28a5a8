"""Whom a room expects: names from a class list, and which of them have come.

A name is one of the list's when both are the same but for the size of their letters, as rooms tell names apart.
The room keeps the names: it expects the same people when the list is changed or deleted.
"""

from collections.abc import Iterable, Sequence

from championships.schemes.marked.class_lists import names_on
from championships.schemes.models import ClassList
from coaching.rooms.models import NAME_LENGTH, ExpectedCompetitor, Participant, Room
from coaching.rooms.names import clean_name, told_apart
from coaching.rooms.refusals import CommandRefused


def expect(room: Room, class_list: ClassList) -> int:
    """Let `room` expect everybody on `class_list`, and return how many that are."""
    names = names_to_expect(names_on(class_list))
    ExpectedCompetitor.objects.bulk_create(
        ExpectedCompetitor(room=room, order=order, name=name) for order, name in enumerate(names)
    )
    return len(names)


def names_to_expect(listed: Iterable[str]) -> list[str]:
    """Return the names of a list as a room would call these people: cut to its length, namesakes with a number.

    What cannot be a name, as an empty line, is left out.

    >>> names_to_expect(["Aigerim  Demo", "", "aigerim demo", "Timur Demo"])
    ['Aigerim Demo', 'aigerim demo (2)', 'Timur Demo']
    """
    names: list[str] = []
    for text in listed:
        try:
            name = clean_name(text[:NAME_LENGTH])
        except CommandRefused:
            continue
        names.append(told_apart(name, set(names)))
    return names


def expected_names(room: Room) -> list[str]:
    """Return whom the room expects, come or not, in the order of the class list."""
    return list(ExpectedCompetitor.objects.filter(room=room).order_by("order").values_list("name", flat=True))


def arrivals(expected: Sequence[str], here: Iterable[str]) -> list[tuple[str, bool]]:
    """Return each of the `expected` names and whether somebody of the names `here` has it.

    >>> arrivals(["Aigerim", "Timur"], ["TIMUR", "Dana"])
    [('Aigerim', False), ('Timur', True)]
    """
    folded = {name.casefold() for name in here}
    return [(name, name.casefold() in folded) for name in expected]


def names_to_offer(room: Room) -> list[str]:
    """Return the expected names that nobody in the room has taken; none while nobody new may join.

    For readers who have the code of the room, and nobody else. A name stays taken when its competitor is removed.
    """
    if room.locked:
        return []
    expected = expected_names(room)
    if not expected:
        return []
    taken = Participant.objects.filter(room=room).values_list("display_name", flat=True)
    return [name for name, has_come in arrivals(expected, taken) if not has_come]
