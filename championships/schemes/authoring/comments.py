"""Comments on the rows of a draft: written once, resolved, and opened again."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from championships.schemes.authoring.editing import locked_draft
from championships.schemes.authoring.rows import KEY, EditRefused, clean_text
from championships.schemes.models import SchemeComment, SchemeDraft
from people.audit import record
from people.models import User

LONGEST_COMMENT = 2_000


@transaction.atomic
def comment(*, actor: User, pk: UUID, key: UUID, row_key: str, text: str) -> SchemeComment:
    """Write `text` beside the row `row_key` of the draft `pk` (empty: the scheme as a whole), once for each `key`.

    Raises:
        PermissionDenied, DraftClosed: as `editing.locked_draft`.
        EditRefused: the text is empty or too long.
    """
    draft = locked_draft(actor, pk)
    written = clean_text(text, LONGEST_COMMENT)
    if not written or (row_key and not KEY.fullmatch(row_key)):
        raise EditRefused(_("Write something first."))
    if found := draft.comments.filter(pk=key).first():
        return found
    made = SchemeComment.objects.create(pk=key, draft=draft, row_key=row_key, author=actor, text=written)
    record(actor=actor, action="scheme.draft_commented", subject=draft, data={"comment": str(key), "row": row_key})
    return made


@transaction.atomic
def resolve(*, actor: User, pk: UUID, key: UUID, resolved: bool) -> SchemeComment:
    """Mark a comment as resolved, or open it again.

    Raises:
        PermissionDenied, DraftClosed: as `editing.locked_draft`.
        EditRefused: the draft has no such comment.
    """
    draft = locked_draft(actor, pk)
    found = draft.comments.filter(pk=key).first()
    if found is None:
        raise EditRefused(_("The comment is not there any more."))
    if resolved != bool(found.resolved_at):
        found.resolved_at, found.resolved_by = (timezone.now(), actor) if resolved else (None, None)
        found.save(update_fields=["resolved_at", "resolved_by"])
        action = "scheme.draft_comment_resolved" if resolved else "scheme.draft_comment_reopened"
        record(actor=actor, action=action, subject=draft, data={"comment": str(key)})
    return found


def comments_of(draft: SchemeDraft) -> list[dict[str, object]]:
    """Return every comment of the draft as plain JSON, the oldest first; one query."""
    found = draft.comments.select_related("author", "resolved_by")
    return [comment_as_json(one) for one in found]


def comment_as_json(one: SchemeComment) -> dict[str, object]:
    """Return a comment as the browser shows it."""
    return {
        "id": str(one.pk),
        "row": one.row_key,
        "author": str(one.author or _("somebody who has left")),
        "text": one.text,
        "at": timezone.localtime(one.made_at).isoformat(timespec="minutes"),
        "resolved": bool(one.resolved_at),
        "resolved_by": str(one.resolved_by or ""),
    }
