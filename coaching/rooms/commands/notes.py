"""Comments of judges, and taking a photo or a voice note away again."""

from typing import Any

from django.db import transaction

from coaching.rooms.actors import ParticipantActor
from coaching.rooms.context import Context, Happening
from coaching.rooms.facts import comment_facts, evidence_facts
from coaching.rooms.models import Evidence, MarkComment
from coaching.rooms.notes import refuse_published, subject_of
from coaching.rooms.refusals import CommandRefused
from people.names import is_readable

LONGEST_COMMENT = 1000


def write_comment(context: Context, data: dict[str, Any]) -> Happening:
    """Say something about an aspect in the place of what the same judge said before; nothing takes it back.

    Raises:
        CommandRefused: `comment_too_long`, `comment_unreadable`, or what `subject_of` refuses.
    """
    text = _readable(data["text"])
    competitor, aspect = subject_of(context, data["competitor"], data["aspect"])
    about: dict[str, Any] = {
        "room": context.room,
        "competitor": competitor,
        "aspect_id": aspect.id,
        "author": context.participant,
    }
    if text:
        comment, _ = MarkComment.objects.update_or_create(**about, defaults={"text": text, "at": context.now})
    else:
        MarkComment.objects.filter(**about).delete()
        comment = MarkComment(**about, text="", at=context.now)
    return Happening("comment.written", {"comment": comment_facts(comment), "part": aspect.sub_criterion})


def _readable(said: str) -> str:
    text = said.strip()
    if len(text) > LONGEST_COMMENT:
        raise CommandRefused("comment_too_long", field="text", limit=LONGEST_COMMENT)
    if not is_readable(text, lines=True):
        raise CommandRefused("comment_unreadable", field="text")
    return text


def remove_evidence(context: Context, data: dict[str, Any]) -> Happening:
    """Take a photo or a voice note away: its file is deleted after the commit, the log keeps that it was there.

    Its author may until the results are published; the host may always, for a photo may show what it should not.

    Raises:
        CommandRefused: `unknown_evidence`, `evidence_not_yours`, `already_published`.
    """
    found = Evidence.objects.filter(room=context.room, pk=data["evidence"], removed_at=None).first()
    if found is None:
        raise CommandRefused("unknown_evidence", field="evidence")
    if isinstance(context.actor, ParticipantActor):
        refuse_published(context)
        if found.author_id != context.actor.participant.pk:
            raise CommandRefused("evidence_not_yours", field="evidence")
    storage, name = found.file.storage, found.file.name
    found.removed_at, found.file = context.now, ""
    found.save(update_fields=["removed_at", "file"])
    if name:
        transaction.on_commit(lambda: storage.delete(name), robust=True)
    part = context.sheet.by_id[found.aspect_id].sub_criterion
    return Happening("evidence.removed", {"evidence": evidence_facts(found), "part": part})
