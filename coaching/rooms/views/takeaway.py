"""What a competitor takes home from a room, arranged for the page."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coaching.rooms.analysis.drawing import shares_line
from coaching.rooms.history import history_of
from coaching.rooms.models import Participant
from coaching.rooms.next_lessons import lessons_for, need_of
from coaching.rooms.results import AspectFeedback, Feedback, feedback_for
from coaching.rooms.sheet import sheet_of
from coaching.rooms.views.outline import CriterionOutline
from people.models import User

NEXT_STEPS = 3


def takeaway(
    participant_id: str, outline: Iterable[CriterionOutline], reader: User | AnonymousUser | None = None
) -> dict[str, Any]:
    """Return the feedback of a competitor, where to start next, and every aspect by sub-criterion.

    The history of an account is shown to that account alone: a browser of a class may still hold somebody's seat.
    """
    participant = Participant.objects.select_related("room__scheme_version__scheme").get(pk=participant_id)
    feedback = feedback_for(participant)
    return {
        **_history(participant, reader),
        "lessons": lessons_for(need_of(participant.room, feedback.sections, get_language() or "en")),
        "feedback": feedback,
        "lead": _lead(feedback),
        "next_steps": _dearest(feedback.aspects),
        "feedback_parts": _by_part(feedback, outline),
    }


def _history(participant: Participant, reader: User | AnonymousUser | None) -> dict[str, Any]:
    if participant.user_id is None:
        return {"is_guest": True}
    if reader is None or reader.pk != participant.user_id:
        return {}
    history = history_of(participant)
    if history is None:
        return {}
    percents = [room.share.percent for room in history.rooms]
    return {"history": history, "history_line": shares_line(percents) if len(percents) > 1 else None}


def _dearest(aspects: Iterable[AspectFeedback]) -> list[AspectFeedback]:
    """Return the aspects that cost most marks, the dearest first."""
    lost = [item for item in aspects if item.lost]
    return sorted(lost, key=lambda item: -(item.lost or 0))[:NEXT_STEPS]


def _lead(feedback: Feedback) -> str:
    """Say in a sentence what went well; there is nearly always something."""
    if feedback.waits and not feedback.totals.marked:
        return _("Your marks come here as soon as your form is signed and locked.")
    if not feedback.totals.marked:
        return _("Nothing was marked this time. Your host can tell you more.")
    full = sum(1 for item in feedback.aspects if item.mark is not None and not item.lost)
    if full == feedback.totals.of:
        return _("Full marks in every aspect. That is as good as it gets.")
    best = _best(feedback)
    if not full or best is None:
        return _("You stayed to the end, and now you know exactly what to work on.")
    values = {"full": full, "of": feedback.totals.of, "name": best}
    return _("Full marks in %(full)s of %(of)s aspects. Strongest: %(name)s.") % values


def _best(feedback: Feedback) -> str | None:
    """Return the name of the criterion of which most was reached."""
    reached = [loss for loss in feedback.criteria if loss.marked and loss.maximum]
    best = max(reached, key=lambda loss: loss.total / loss.maximum, default=None)
    return None if best is None else best.name or best.key


def _by_part(
    feedback: Feedback, outline: Iterable[CriterionOutline]
) -> list[tuple[dict[str, Any], list[AspectFeedback]]]:
    sheet = sheet_of(feedback.participant.room_id)
    items: dict[str, list[AspectFeedback]] = {}
    for item in feedback.aspects:
        items.setdefault(sheet.by_id[item.aspect.pk].sub_criterion, []).append(item)
    parts = [part for criterion in outline for part in criterion.parts]
    return [(_part(part.code, part.name, feedback), items.get(part.code, [])) for part in parts]


def _part(code: str, name: str, feedback: Feedback) -> dict[str, Any]:
    found = feedback.totals.sub_criteria[code]
    return {"code": code, "name": name, "marked": found.marked, "total": found.total, "maximum": found.maximum}
