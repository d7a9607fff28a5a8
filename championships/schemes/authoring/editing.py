"""Making, editing, publishing and discarding drafts: each is one function in a transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from championships.marking import Severity
from championships.schemes import versions
from championships.schemes.authoring.content import draft_of_scheme, scheme_of_draft
from championships.schemes.authoring.figures import findings_of
from championships.schemes.authoring.rows import EditRefused, empty_content
from championships.schemes.drafting import apply, rewind
from championships.schemes.exchange.report import Remark
from championships.schemes.models import SchemeDraft, SchemeEdit, SchemeVersion
from championships.schemes.permissions import KEEPERS
from championships.schemes.stored import scheme_of
from people.audit import record
from people.models import Organisation, User
from people.permissions import may_keep_schemes

MOST_EDITS_AT_ONCE = 100
MOST_DRAFTS_SHOWN = 50


class DraftClosed(ValueError):
    """The draft was published: what is to change now is a new draft."""

    def __init__(self) -> None:
        super().__init__(_("This draft was published and stays as it is. Begin a new draft from the version."))


class NotReady(ValueError):
    """The draft cannot be published; the text names the first reason."""


class Stale(ValueError):
    """Somebody else has edited the draft meanwhile."""


@dataclass(slots=True)
class Outcome:
    """What became of edits: the draft as it is now, the edits that are kept, and the one that was refused, if any."""

    draft: SchemeDraft
    saved: list[str] = field(default_factory=list)
    refused: str = ""
    message: str = ""


def visible_drafts(user: User) -> QuerySet[SchemeDraft]:
    """Return the drafts that `user` may see and edit: her own, her organisations', all for a superuser."""
    if not may_keep_schemes(user):
        return SchemeDraft.objects.none()
    if user.is_superuser:
        return SchemeDraft.objects.all()
    kept_by = user.memberships.filter(role__in=KEEPERS).values("organisation")
    return SchemeDraft.objects.filter(Q(owner=user) | Q(organisation__in=kept_by))


def open_drafts(user: User | AnonymousUser) -> list[SchemeDraft]:
    """Return the drafts on which `user` works or could work, the last changed first, without their content."""
    if not isinstance(user, User):
        return []
    drafts = visible_drafts(user).filter(closed_at=None).select_related("owner", "organisation", "based_on__scheme")
    return list(drafts.defer("content")[:MOST_DRAFTS_SHOWN])


def locked_draft(actor: User, pk: UUID) -> SchemeDraft:
    """Return a draft that `actor` may edit, with its row locked.

    Raises:
        PermissionDenied: the draft is not there, or not for this actor.
        DraftClosed: it was published.
    """
    draft = SchemeDraft.objects.select_for_update().filter(pk=pk).first()
    if draft is None or not visible_drafts(actor).filter(pk=pk).exists():
        raise PermissionDenied(_("You may not edit this draft."))
    if draft.closed_at:
        raise DraftClosed
    return draft


@transaction.atomic
def begin(
    *,
    actor: User,
    title: str = "",
    organisation: Organisation | None = None,
    version: SchemeVersion | None = None,
    as_copy: bool = False,
) -> SchemeDraft:
    """Begin a draft: empty, or with the content of `version`, to become its scheme's next version or a copy of it.

    Raises:
        PermissionDenied: the actor may not keep schemes, or not there.
        EditRefused: the title is no text of at most 200 characters.
    """
    scheme = version.scheme if version and not as_copy else None
    versions.check_permission(actor, organisation, version.scheme if version else None)
    title = title or (version.scheme.title if version else _("New marking scheme"))
    content = draft_of_scheme(scheme_of(version), title) if version else empty_content(title)
    draft = SchemeDraft.objects.create(
        title=title,
        content=content,
        owner=actor,
        organisation=scheme.organisation if scheme else organisation,
        scheme=scheme,
        based_on=version,
    )
    record(actor=actor, action="scheme.draft_begun", subject=draft, data={"based_on": version.pk if version else None})
    return draft


@transaction.atomic
def edit(*, actor: User, pk: UUID, revision: int, edits: Sequence[Mapping[str, Any]]) -> Outcome:
    """Make `edits`, each `{id, command}`, in their order; what was made before, under the same id, is not made again.

    `revision` is the one on which the browser made them. The first edit that is refused ends the work: what stands
    before it is kept, what stands after it is not made.

    Raises:
        PermissionDenied, DraftClosed: as `locked_draft`.
        Stale: the draft has edits that the browser does not know.
    """
    draft = locked_draft(actor, pk)
    known = _known(draft, actor, edits)
    fresh = [one for one in edits[:MOST_EDITS_AT_ONCE] if one["id"] not in known]
    outcome = Outcome(draft, [one["id"] for one in edits if one["id"] in known])
    if draft.revision != max([revision, *known.values()]) and fresh:
        raise Stale(_("Somebody has changed the draft meanwhile."))
    for one in fresh:
        try:
            _refuse_replacing(one["command"])
            _make(draft, actor, UUID(one["id"]), one["command"])
        except EditRefused as refusal:
            outcome.refused, outcome.message = one["id"], str(refusal)
            break
        outcome.saved.append(one["id"])
    return outcome


def _known(draft: SchemeDraft, actor: User, edits: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Return the numbers of those edits that were made already."""
    made = SchemeEdit.objects.filter(pk__in=[one["id"] for one in edits]).values_list("pk", "number", "draft", "actor")
    for _key, _number, owner, who in made:
        if (owner, who) != (draft.pk, actor.pk):
            raise PermissionDenied(_("You may not edit this draft."))
    return {str(key): number for key, number, _draft, _actor in made}


def _refuse_replacing(command: Mapping[str, Any]) -> None:
    """A whole draft is replaced by `restore` alone: no browser hands one in."""
    if command.get("type") == "replace":
        raise EditRefused(_("This is no edit of a marking scheme."))


def _make(draft: SchemeDraft, actor: User, key: UUID, command: Mapping[str, Any]) -> None:
    applied = apply(draft.content, command)
    draft.content = applied.content
    draft.title = draft.content["title"] or _("New marking scheme")
    draft.revision += 1
    draft.save(update_fields=["content", "title", "revision", "changed_at"])
    SchemeEdit.objects.create(
        pk=key,
        draft=draft,
        number=draft.revision,
        actor=actor,
        # A state that is gone back to stands in the edits before it: it is not kept a second time.
        command={name: value for name, value in command.items() if name != "content"},
        inverse=applied.inverse,
        where=applied.where,
    )


@transaction.atomic
def restore(*, actor: User, pk: UUID, number: int) -> SchemeDraft:
    """Bring the draft back to what it was after edit `number` (0: as it began), as one more edit.

    Raises:
        PermissionDenied, DraftClosed: as `locked_draft`.
        EditRefused: there is no such edit.
    """
    draft = locked_draft(actor, pk)
    if not 0 <= number <= draft.revision:
        raise EditRefused(_("There is no such edit."))
    inverses = draft.edits.filter(number__gt=number).order_by("-number").values_list("inverse", flat=True)
    content = rewind(draft.content, inverses)
    _make(draft, actor, uuid4(), {"type": "replace", "content": content, "to": number})
    record(actor=actor, action="scheme.draft_restored", subject=draft, data={"to": number, "revision": draft.revision})
    return draft


@transaction.atomic
def publish(*, actor: User, pk: UUID, revision: int) -> SchemeVersion:
    """Make a version of the draft as it was at `revision`, and close the draft.

    Raises:
        PermissionDenied, DraftClosed: as `locked_draft`; or the actor may not add a version to the scheme.
        Stale: the draft has been edited since `revision`.
        NotReady: validation finds errors.
    """
    draft = locked_draft(actor, pk)
    if draft.revision != revision:
        raise Stale(_("The draft has been edited meanwhile. Look at it again before you publish it."))
    scheme = scheme_of_draft(draft.content)
    remarks = remarks_of(draft)
    errors = [remark for remark in remarks if remark.severity is Severity.ERROR]
    if errors:
        raise NotReady(errors[0].message)
    version = versions.new_version(
        actor=actor,
        content=scheme,
        origin=versions.Origin("scheme.built", remarks=remarks),
        title=draft.title,
        organisation=draft.organisation,
        version_of=draft.scheme,
    )
    draft.scheme, draft.published_as, draft.closed_at = version.scheme, version, timezone.now()
    draft.save(update_fields=["scheme", "published_as", "closed_at"])
    record(actor=actor, action="scheme.draft_published", subject=draft, data={"version": version.pk})
    return version


def remarks_of(draft: SchemeDraft) -> tuple[Remark, ...]:
    """Return what validation finds in the draft, as a version keeps it."""
    found = findings_of(scheme_of_draft(draft.content))
    return tuple(Remark(f.code, severity=f.severity, parameters={**f.parameters, "where": f.where}) for f in found)


@transaction.atomic
def discard(*, actor: User, pk: UUID) -> None:
    """Throw a draft away with all its edits and comments.

    Raises:
        PermissionDenied, DraftClosed: as `locked_draft`; only its owner, or a superuser, discards a draft.
    """
    draft = locked_draft(actor, pk)
    if draft.owner_id != actor.pk and not actor.is_superuser:
        raise PermissionDenied(_("Only its owner discards a draft."))
    record(actor=actor, action="scheme.draft_discarded", subject=draft, data={"title": draft.title})
    draft.delete()
