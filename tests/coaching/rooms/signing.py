"""Rooms whose forms are checked, signed and locked: made, marked, and brought to any state of a form."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from coaching.rooms.models import MarkingForm
from tests.coaching.rooms.building import Built, build

MEASURED = {"A1.M1": "1.00", "A2.M1": "0.50", "B1.M1": "1.50"}
JUDGED = ("A1.J1", "B1.J1")


def signable(sign_off: str = "full", **wishes: Any) -> Built:
    """Return a room that has started, with three judges, a coordinator and two competitors."""
    return build(**{"sign_off": sign_off, "coordinator": True, **wishes})


def mark_all(built: Built, competitor: int = 0, *, seats: tuple[int, ...] = (0, 1, 2)) -> None:
    """Mark every aspect of the competitor, by the judges on these seats."""
    for code, mark in MEASURED.items():
        built.measure(mark, code=code, competitor=competitor, seat=seats[0])
    for code in JUDGED:
        for seat in seats:
            built.score(seat, 2, code=code, competitor=competitor)


def about(built: Built, competitor: int = 0, module: int = 1) -> dict[str, Any]:
    """Return the data that name a form."""
    return {"competitor": built.key(competitor), "module": module}


def version_of(built: Built, competitor: int = 0, module: int = 1) -> int:
    """Return the version of the form as the table has it."""
    form = MarkingForm.objects.filter(competitor=UUID(built.key(competitor)), module=module).first()
    return 1 if form is None else form.version


def check(built: Built, competitor: int = 0) -> None:
    """Check the form as the coordinator."""
    built.as_coordinator("form.check", **about(built, competitor), version=version_of(built, competitor))


def sign(built: Built, seat: int, competitor: int = 0) -> None:
    """Sign the form as a judge."""
    built.as_judge(seat, "form.sign", **about(built, competitor), version=version_of(built, competitor))


def lock(built: Built, competitor: int = 0) -> None:
    """Lock the form as the chief."""
    built.as_host("form.lock", **about(built, competitor))


def _marked(built: Built) -> None:
    mark_all(built)


def _checked(built: Built) -> None:
    mark_all(built)
    check(built)


def _signed_by_one(built: Built) -> None:
    mark_all(built)
    if built.room.sign_off == "full":
        check(built)
    sign(built, 0)


def _signed(built: Built) -> None:
    _signed_by_one(built)
    sign(built, 1)
    sign(built, 2)


def _locked(built: Built) -> None:
    _signed(built)
    lock(built)


def _opened_again(built: Built) -> None:
    _locked(built)
    built.as_host("form.reopen", **about(built), reason="The gauge was read wrongly.")


BRING_TO: dict[str, Callable[[Built], None]] = {
    "marking": lambda _: None,
    "marked": _marked,
    "checked": _checked,
    "signed by one": _signed_by_one,
    "signed": _signed,
    "locked": _locked,
    "opened again": _opened_again,
}
"""How the form of the first competitor comes into each state."""
