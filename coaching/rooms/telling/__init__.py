"""Events in words: who did what, in the reader's language. Only what the reader may see is told.

The words are made from what `event_seen` lets an audience see, so a score that is hidden cannot slip in here.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from coaching.rooms.event_log import LoggedEvent
from coaching.rooms.telling import forms, marks, people
from coaching.rooms.telling.forms import of_form
from coaching.rooms.telling.names import Names, Seen, names_of
from coaching.rooms.telling.people import Tell, of_person, plain

__all__ = ["WORDS", "Names", "Seen", "names_of", "told"]

WORDS: Mapping[str, Tell] = {
    "room.opened": plain(lambda: _("The room was opened")),
    "room.started": plain(lambda: _("The clock was started")),
    "room.paused": plain(lambda: _("The clock was paused")),
    "room.resumed": plain(lambda: _("The clock went on")),
    "room.extended": people.extended,
    "room.shortened": people.shortened,
    "room.locked": people.locked,
    "room.changed": plain(lambda: _("The settings of the room were changed")),
    "room.ended": plain(lambda: _("The room was ended")),
    "hosts.changed": plain(lambda: _("The hosts of the room were changed")),
    "module.started": people.module_started,
    "module.released": people.module_released,
    "board.frozen": plain(lambda: _("The board was frozen")),
    "board.thawed": plain(lambda: _("The board was thawed")),
    "results.handed_over": plain(lambda: _("The results were handed over to the championship")),
    "results.published": plain(lambda: _("The results were published")),
    "time.given": people.time_given,
    "time.taken": people.time_taken,
    "participant.timed": people.timed,
    "participant.joined": people.joined,
    "participant.added": people.added,
    "participant.described": people.described,
    "participant.removed": of_person(lambda: _("%(name)s was removed")),
    "participant.banned": of_person(lambda: _("%(name)s was banned")),
    "participant.readmitted": of_person(lambda: _("%(name)s was let in again")),
    "measurement.recorded": marks.measured,
    "measurement.observed": marks.measured,
    "judgement.scored": marks.scored,
    "judgement.reopened": marks.reopened,
    "form.checked": of_form(lambda: _("%(about)s: the form was checked")),
    "form.returned": of_form(lambda: _("%(about)s: the form was sent back")),
    "form.signed": of_form(lambda: _("%(about)s: the form was signed")),
    "form.locked": of_form(lambda: _("Forms were locked: %(about)s")),
    "form.reopened": of_form(lambda: _("%(about)s: the form was opened again as version %(version)s")),
    "dispute.filed": forms.dispute_filed,
    "dispute.answered": forms.dispute_answered,
    "comment.written": forms.comment_written,
    "evidence.added": forms.evidence_changed,
    "evidence.removed": forms.evidence_changed,
}
"""How each event is told; a test holds it to the protocol."""


def told(event: LoggedEvent, seen: Seen, names: Names) -> str:
    """Return what happened in a few words; `seen` is the event's data as the reader may see it.

    An event of a later Podium, which has no words here, is told by the name that programs know it by.
    """
    tell = WORDS.get(event.type)
    return event.type if tell is None else tell(seen, names)
