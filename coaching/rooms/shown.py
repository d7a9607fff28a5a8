"""Which marks are shown: the one rule for competitors, for the board and for what is taken home.

Marks are opened as they are given, by the release of a module or by the end of the room. Where forms are signed, the
release and the end show only what is locked: what nobody has locked yet, and what was opened again, comes with its lock.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from coaching.rooms.facts import FormFacts, RoomFacts, form_facts, room_facts
from coaching.rooms.models import MarkingForm, Participant, SignOff

Forms = Mapping[int, FormFacts]
"""The forms of one competitor by module; one that is missing is being marked for the first time."""
LOCKING_EVENTS = frozenset({"form.locked", "form.reopened", "dispute.answered"})
"""Events after which a competitor may see more or less of the own marks, because a form was locked or opened again."""


def shows_all(room: RoomFacts) -> bool:
    """Return whether the board may show all that is marked now, whatever its forms; never while it is frozen."""
    return not room["board_frozen"] and _shows_unlocked(room, room["board"])


def _shows_unlocked(room: RoomFacts, policy: str) -> bool:
    """Return whether marks are shown as they are: always live, and after the end where nothing is signed."""
    over = room["status"] == "ended" and policy != "never"
    return policy == "live" or (over and room["sign_off"] == SignOff.NONE)


def modules_opened(room: RoomFacts, policy: str) -> frozenset[int]:
    """Return the modules that are opened by this policy of the board or of the own marks, whether locked or not."""
    opened = policy == "live" or (room["status"] == "ended" and policy != "never")
    released = policy == "module"
    return frozenset(each["number"] for each in room["modules"] if opened or (released and each["released"]))


def modules_shown(room: RoomFacts, forms: Forms) -> frozenset[int]:
    """Return the modules in which a competitor with these `forms` sees the own marks now."""
    opened = modules_opened(room, room["marks_shown"])
    if room["sign_off"] == SignOff.NONE or _shows_unlocked(room, room["marks_shown"]):
        return opened
    return frozenset(number for number in opened if number in forms and forms[number]["state"] == "locked")


def parts_shown(room: RoomFacts, forms: Forms) -> frozenset[str]:
    """Return the codes of the sub-criteria in which a competitor with these `forms` sees the own marks now."""
    shown = modules_shown(room, forms)
    return frozenset(code for each in room["modules"] if each["number"] in shown for code in each["sub_criteria"])


def reason_shown(room: RoomFacts, form: FormFacts) -> bool:
    """Return whether its competitor may read why the form was opened again, which may speak of marks.

    They may where its marks are shown, and where they were: a module is released when all of its forms are locked.
    """
    released = room["marks_shown"] == "module" and any(
        each["released"] for each in room["modules"] if each["number"] == form["module"]
    )
    return released or form["module"] in modules_shown(room, {form["module"]: form})


def forms_of(competitor: Participant) -> Forms:
    """Return the forms of a competitor, without signatures. One query."""
    return {form.module: form_facts(form, []) for form in MarkingForm.objects.filter(competitor=competitor)}


def fully_shown(competitors: Iterable[Participant]) -> set[UUID]:
    """Return whose sheets are shown to them whole now; their rooms are read already. One query at most."""
    people = list(competitors)
    signed = [person.pk for person in people if person.room.sign_off != SignOff.NONE]
    forms: dict[UUID, dict[int, FormFacts]] = {}
    for form in MarkingForm.objects.filter(competitor__in=signed) if signed else ():
        forms.setdefault(form.competitor_id, {})[form.module] = form_facts(form, [])
    return {person.pk for person in people if _is_whole(room_facts(person.room), forms.get(person.pk, {}))}


def _is_whole(room: RoomFacts, forms: Forms) -> bool:
    # A module in which nothing is marked has no form.
    marked = {each["number"] for each in room["modules"] if each["sub_criteria"]}
    return marked <= modules_shown(room, forms)
