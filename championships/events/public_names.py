"""What the public may call somebody, and a line of a result.

A line keeps for each of its people how much is public of her. While a championship is frozen a line may come to say
less, because privacy goes before the freeze, and never more, because what is seen would change.
"""

from collections.abc import Iterable, Sequence
from typing import TypedDict

from championships.events.models import Entry, Publicity, PublicPerson
from people.initials import initials_of


class PublicPart(TypedDict):
    """What is public of one person in a line: the key of the person, None for who has none; the picture's key."""

    person: int | None
    publicity: str
    name: str
    picture: int | None


def called_in_public(person: PublicPerson, publicity: str | None = None) -> str:
    """Return what the public may call `person`, by default by her own choice; empty for nothing."""
    chosen = person.publicity if publicity is None else publicity
    if person.removed_at is not None or chosen == Publicity.NOTHING:
        return ""
    name = " ".join(part for part in (person.given_name, person.family_name) if part)
    return name if chosen == Publicity.NAME else initials_of(name)


def part_of(person: PublicPerson, publicity: str | None = None) -> PublicPart:
    """Return what a line may say of `person` now; with `publicity`, as if that were her choice."""
    chosen = person.publicity if publicity is None else publicity
    picture = person.picture_id if person.shows_picture and person.removed_at is None else None
    return PublicPart(person=person.pk, publicity=chosen, name=called_in_public(person, chosen), picture=picture)


def parts_of(people: Iterable[PublicPerson]) -> list[PublicPart]:
    """Return what a line may say of `people`, in their order."""
    return [part_of(person) for person in people]


def held_back(before: PublicPart, person: PublicPerson) -> PublicPart:
    """Return what a frozen line may say: the lesser of what it said and what she allows now."""
    chosen = min(Publicity(before["publicity"]), Publicity(person.publicity), key=lambda each: each.level)
    after = part_of(person, chosen)
    if chosen == before["publicity"]:
        after["name"] = before["name"]
    if after["picture"] != before["picture"]:
        after["picture"] = None
    return after


def line_of(team_name: str, parts: Sequence[PublicPart]) -> str:
    """Return the public name of a line: the team's, and those of its people who have one."""
    names = ", ".join(part["name"] for part in parts if part["name"])
    return f"{team_name}: {names}" if team_name and names else team_name or names


def sealed_name(entry: Entry, people: Sequence[PublicPerson]) -> str:
    """Return the full name of an entry for the record, never for the public."""
    names = ", ".join(person.full_name for person in people)
    return f"{entry.team_name}: {names}" if entry.team_name else names
