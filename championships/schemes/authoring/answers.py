"""What the editor asks for while somebody works in it: JSON in, JSON out. No rule lives here."""

import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from championships.schemes import descriptors
from championships.schemes.authoring import comments, editing, pasting, rule_words
from championships.schemes.authoring.figures import figures_of
from championships.schemes.authoring.rows import KEY, EditRefused
from championships.schemes.models import DescriptorLadder, LadderVisibility, SchemeDraft
from people.access import role_required, signed_in
from people.permissions import may_keep_schemes

Answer = Callable[..., HttpResponse]
Guarded = Callable[..., HttpResponseBase]
MOST_LADDERS = 30


def answering(view: Answer) -> Guarded:
    """Open `view` to people who keep schemes, and turn what is refused into an answer that the editor can show."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied as error:
            return _no(403, "forbidden", str(error) or _("You may not edit this draft."))
        except editing.DraftClosed as error:
            return _no(409, "closed", str(error))
        except (EditRefused, descriptors.LadderRefused) as error:
            return _no(422, "refused", str(error))
        except (ValueError, KeyError, TypeError, RequestDataTooBig):
            return _no(400, "unreadable", _("The browser sent something that is no edit. Load the page again."))

    return role_required(may_keep_schemes)(answer)


def _no(status: int, code: str, message: str, **more: object) -> JsonResponse:
    return JsonResponse({"error": code, "message": message, **more}, status=status)


def _body(request: HttpRequest) -> Mapping[str, Any]:
    body = json.loads(request.body)
    if not isinstance(body, dict):
        raise TypeError
    return body


def state_of(draft: SchemeDraft) -> dict[str, Any]:
    """Return the whole draft for the browser: its content, figures and comments."""
    return {
        "revision": draft.revision,
        "content": draft.content,
        "figures": figures_of(draft.content),
        "comments": comments.comments_of(draft),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@answering
def draft_edits(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the draft as it is now, or make edits."""
    user = signed_in(request)
    if request.method != "POST":
        draft = editing.visible_drafts(user).filter(pk=key).first()
        return JsonResponse(state_of(draft)) if draft else _no(404, "missing", _("The draft is not there any more."))
    body = _body(request)
    edits = [{"id": str(UUID(str(one["id"]))), "command": dict(one["command"])} for one in body["edits"]]
    try:
        outcome = editing.edit(actor=user, pk=key, revision=int(body["revision"]), edits=edits)
    except editing.Stale as stale:
        draft = SchemeDraft.objects.get(pk=key)
        last = draft.edits.select_related("actor").first()
        who = str(last.actor) if last and last.actor else ""
        return _no(409, "stale", str(stale), who=who, **state_of(draft))
    answer = {"revision": outcome.draft.revision, "saved": outcome.saved, "figures": figures_of(outcome.draft.content)}
    if outcome.refused:
        answer |= {"refused": outcome.refused, "message": outcome.message}
    return JsonResponse(answer)


@require_POST
@answering
def draft_comments(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write a comment, resolve one, or open it again; the answer is every comment of the draft."""
    user, body = signed_in(request), _body(request)
    comment_key = UUID(str(body["id"]))
    if "resolved" in body:
        made = comments.resolve(actor=user, pk=key, key=comment_key, resolved=bool(body["resolved"]))
    else:
        made = comments.comment(actor=user, pk=key, key=comment_key, row_key=str(body["row"]), text=body["text"])
    return JsonResponse({"comments": comments.comments_of(made.draft)})


@require_POST
@answering
def draft_paste(request: HttpRequest) -> HttpResponse:
    """Say what pasted rows are, and where they would go."""
    body = _body(request)
    roles = body.get("columns")
    fresh = str(body["fresh"])
    if not KEY.fullmatch(fresh):
        raise TypeError
    try:
        understood = pasting.understand(str(body["text"]), None if roles is None else [str(role) for role in roles])
    except EditRefused as refusal:
        return JsonResponse({"problem": str(refusal)})
    places = pasting.places_for(understood.groups, dict(body["target"]), fresh)
    return JsonResponse({**understood.as_json(), "places": places})


@require_POST
@answering
def draft_rule(request: HttpRequest) -> HttpResponse:
    """Say a measurement rule in words and, where something was observed, the mark that it gives."""
    body = _body(request)
    answer: dict[str, str] = {}
    try:
        answer |= rule_words.describe(body.get("calculation"))
        if str(body.get("observation", "")).strip():
            tried = (str(body["maximum"]), str(body["observation"]), str(body.get("reason", "")))
            answer |= rule_words.try_out(body.get("calculation"), *tried)
    except EditRefused as refusal:
        # A rule that somebody is still writing is no fault: the field says what is missing.
        answer |= {"problem": str(refusal)}
    return JsonResponse(answer)


@require_http_methods(["GET", "HEAD", "POST"])
@answering
def draft_ladders(request: HttpRequest) -> HttpResponse:
    """Find ladders in the library of judgement descriptors, or keep one there."""
    user = signed_in(request)
    if request.method == "POST":
        body = _body(request)
        saved = descriptors.save_ladder(
            actor=user,
            title=str(body["title"]),
            texts=[str(text) for text in body["texts"]],
            language=get_language() or "en",
            sections=[] if body.get("section") is None else [int(body["section"])],
            **_keeper(body, request),
        )
        return JsonResponse({"new": saved.is_new, "ladder": _ladder(saved.ladder)})
    section = request.GET.get("section", "")
    found = descriptors.search(
        reader=user,
        query=request.GET.get("q", "")[:200],
        section=int(section) if section.isascii() and section.isdigit() else None,
        language=request.GET.get("language") or None,
        limit=MOST_LADDERS,
    )
    return JsonResponse({"ladders": [_ladder(ladder) for ladder in found]})


def _keeper(body: Mapping[str, Any], request: HttpRequest) -> dict[str, Any]:
    """Return for whom a ladder is kept: the draft's organisation and skill, or its author alone."""
    drafts = editing.visible_drafts(signed_in(request)).select_related("organisation", "scheme__skill")
    draft = drafts.filter(pk=UUID(str(body["draft"]))).first()
    if draft is None:
        return {}
    skill = draft.scheme.skill if draft.scheme else None
    if draft.organisation is None:
        return {"skill": skill}
    return {"skill": skill, "organisation": draft.organisation, "visibility": LadderVisibility.ORGANISATION}


def _ladder(ladder: DescriptorLadder) -> dict[str, Any]:
    return {
        "id": ladder.pk,
        "title": ladder.title,
        "language": ladder.language,
        "texts": list(ladder.texts),
        "skill": str(ladder.skill or ""),
        "used": getattr(ladder, "times_used", 0),
    }
