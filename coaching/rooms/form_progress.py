"""How far a marking form is: one pure function for every page, and the least far one for the whole room.

draft, marking, marked, checked, signed, locked, published (rules of the field 1.5). That every aspect is marked is
seen and not kept, and so is whether results are published.
"""

from collections.abc import Iterable
from enum import StrEnum

from coaching.rooms.facts import FormFacts, RoomFacts


class FormProgress(StrEnum):
    """The steps of a form, in order; where nobody checks or signs, those steps are left out."""

    DRAFT = "draft"
    MARKING = "marking"
    MARKED = "marked"
    CHECKED = "checked"
    SIGNED = "signed"
    LOCKED = "locked"
    PUBLISHED = "published"


STEPS = tuple(FormProgress)
NOT_OF = {
    "none": frozenset({FormProgress.CHECKED, FormProgress.SIGNED, FormProgress.LOCKED}),
    "judges": frozenset({FormProgress.CHECKED}),
    "full": frozenset[FormProgress](),
}
"""Which steps a form does not go through, by the sign-off of its room."""


def steps_of(sign_off: str) -> tuple[FormProgress, ...]:
    """Return the steps of a form in a room with this sign-off, in order."""
    return tuple(step for step in STEPS if step not in NOT_OF[sign_off])


def progress_of(room: RoomFacts, form: FormFacts | None, *, is_marked: bool) -> FormProgress:
    """Return how far a form is; `form` is None while nothing but marking has happened to it.

    A form that a judge has signed without a check is closed for marks, and still "marked" until all have signed.
    """
    if room["status"] == "lobby":
        return FormProgress.DRAFT
    kept = "marking" if form is None or room["sign_off"] == "none" else form["state"]
    if room["published"] and (kept == "locked" or room["sign_off"] == "none"):
        return FormProgress.PUBLISHED
    if kept == "marking":
        return FormProgress.MARKED if is_marked else FormProgress.MARKING
    reached = FormProgress(kept)
    return FormProgress.MARKED if reached in NOT_OF[room["sign_off"]] else reached


def progress_of_room(room: RoomFacts, forms: Iterable[FormProgress]) -> FormProgress:
    """Return how far a room is: as far as the least far of its forms."""
    started = FormProgress.DRAFT if room["status"] == "lobby" else FormProgress.MARKING
    return min(forms, key=STEPS.index, default=started)
