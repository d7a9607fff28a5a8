"""People, time, modules and the board in words."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.rooms.telling.names import Names, Seen

MINUTE = 60
Tell = Callable[[Seen, Names], str]


def plain(words: Callable[[], str]) -> Tell:
    """Return how an event is told that needs no name."""
    return lambda _seen, _names: words()


def of_person(words: Callable[[], str]) -> Tell:
    """Return how an event is told that is about one person, `%(name)s`."""
    return lambda seen, names: words() % {"name": names.person(seen["participant"])}


def joined(seen: Seen, names: Names) -> str:
    """Return who came in, and as what; on a seat that changes hands, in whose place."""
    person = seen["participant"]
    former = names.former.get(str(person["id"]), "")
    values = {"name": names.person(person), "number": person["number"], "former": former}
    if former and person.get("role") != "competitor":
        return _took_over(person) % values
    if person.get("role") == "competitor":
        return _("%(name)s came in as competitor %(number)s") % values
    if person.get("role") == "judge":
        return _("%(name)s took the seat of judge %(number)s") % values
    if person.get("role") == "coordinator":
        return _("%(name)s took the seat of the coordinator") % values
    return _("%(name)s came in") % values


def _took_over(person: Seen) -> str:
    if person.get("role") == "judge":
        return _("%(name)s took the seat of judge %(number)s in place of %(former)s")
    if person.get("role") == "coordinator":
        return _("%(name)s took the seat of the coordinator in place of %(former)s")
    return _("%(name)s took the seat of %(former)s")


def described(seen: Seen, names: Names) -> str:
    """Return whose details were changed, and if the name was one of them, what it was."""
    person = seen["participant"]
    values = {"name": names.person(person), "former": names.former.get(str(person["id"]), "")}
    if values["former"]:
        return _("The details of %(former)s were changed, now %(name)s") % values
    return _("The details of %(name)s were changed") % values


def added(seen: Seen, names: Names) -> str:
    """Return for whom a place was made."""
    person = seen["participant"]
    if person.get("role") == "competitor":
        return _("%(name)s was added as competitor %(number)s") % {
            "name": names.person(person),
            "number": person["number"],
        }
    return _("A seat was added: %(name)s") % {"name": names.people.get(str(person["id"]), "")}


def extended(seen: Seen, _names: Names) -> str:
    """Return how long the working time is now, and why."""
    minutes = seen["room"]["clock"]["duration"] // MINUTE
    words = ngettext(
        "More time was given: %(minutes)s minute in all", "More time was given: %(minutes)s minutes in all", minutes
    )
    return with_reason(words % {"minutes": minutes}, seen)


def shortened(seen: Seen, _names: Names) -> str:
    """Return how long the working time is after some of it was taken back, and why."""
    minutes = seen["room"]["clock"]["duration"] // MINUTE
    words = ngettext(
        "Time was taken back: %(minutes)s minute in all", "Time was taken back: %(minutes)s minutes in all", minutes
    )
    return with_reason(words % {"minutes": minutes}, seen)


def time_given(seen: Seen, names: Names) -> str:
    """Return how much time one competitor was given back, and why."""
    return with_reason(_("%(name)s was given %(time)s minutes back") % _own_time(seen, names), seen)


def time_taken(seen: Seen, names: Names) -> str:
    """Return how much time of their own was taken back from one competitor, and why."""
    return with_reason(_("%(time)s minutes were taken back from %(name)s") % _own_time(seen, names), seen)


def _own_time(seen: Seen, names: Names) -> dict[str, str]:
    seconds = int(seen.get("seconds", 0))
    return {"name": names.person(seen["participant"]), "time": f"{seconds // MINUTE}:{seconds % MINUTE:02}"}


def timed(seen: Seen, names: Names) -> str:
    """Return which share of the working time somebody has."""
    person = seen["participant"]
    values = {"name": names.person(person), "percent": person["time_percent"]}
    return with_reason(_("%(name)s has %(percent)s %% of the working time") % values, seen)


def with_reason(words: str, seen: Seen) -> str:
    """Return the words with the reason that was written, if one was."""
    return f"{words}. {seen['reason']}" if seen.get("reason") else words


def locked(seen: Seen, _names: Names) -> str:
    """Return how the door stands."""
    return _("The door was locked") if seen["room"]["locked"] else _("The door was unlocked")


def module_started(seen: Seen, names: Names) -> str:
    """Return which module began."""
    return _("Module %(module)s began") % {"module": names.module(seen["room"]["module"])}


def module_released(seen: Seen, names: Names) -> str:
    """Return which modules' marks are released now."""
    released = (names.module(module["number"]) for module in seen["room"]["modules"] if module["released"])
    return _("Marks are released of module: %(modules)s") % {"modules": ", ".join(released)}
