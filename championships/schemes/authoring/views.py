"""The pages of a draft: begin one, edit it, its history, publish it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_POST

from championships.marking import Severity
from championships.schemes.authoring import editing
from championships.schemes.authoring.answers import state_of
from championships.schemes.authoring.content import scheme_of_draft
from championships.schemes.authoring.forms import BeginForm
from championships.schemes.authoring.history import lines_of
from championships.schemes.authoring.rows import EditRefused
from championships.schemes.models import SchemeDraft, SchemeVersion
from championships.schemes.outline import outline_of
from championships.schemes.permissions import usable_versions
from people.access import role_required, signed_in
from people.permissions import may_keep_schemes

EDITS_ON_A_PAGE = 50
LONGEST_NUMBER = 9
ROLE_NAMES = {
    "": gettext_lazy("not used"),
    "code": gettext_lazy("Code of the sub-criterion"),
    "name": gettext_lazy("Name of the sub-criterion"),
    "day": gettext_lazy("Day of marking"),
    "team": gettext_lazy("Marking team"),
    "type": gettext_lazy("Type"),
    "description": gettext_lazy("Description"),
    "score": gettext_lazy("Judgement score"),
    "extra": gettext_lazy("Extra description"),
    "requirement": gettext_lazy("Requirement"),
    "section": gettext_lazy("Standards section"),
    "maximum": gettext_lazy("Maximum mark"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_keep_schemes)
def draft_new(request: HttpRequest) -> HttpResponse:
    """Begin a draft: from nothing, from a version (`version`), or as a copy of one (`copy` with it)."""
    user = signed_in(request)
    version, as_copy = _version(request), "copy" in request.GET
    if request.method == "POST" and version and not as_copy:
        return redirect(editing.begin(actor=user, version=version))
    initial = {"title": _("%(title)s (copy)") % {"title": version.scheme.title} if version else ""}
    form = BeginForm(request.POST or None, user=user, initial=initial)
    if request.method == "POST" and form.is_valid():
        return redirect(editing.begin(actor=user, version=version, as_copy=as_copy, **form.cleaned_data))
    context = {"form": form, "version": version, "as_copy": as_copy, "crumbs": _crumbs((_("Build a scheme here"), ""))}
    return render(request, "schemes/authoring/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD"])
@role_required(may_keep_schemes)
@ensure_csrf_cookie
def draft_editor(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the editor; with `?read` the draft as a page to read, which needs no script."""
    draft = _draft(request, key)
    if draft.closed_at and draft.published_as:
        messages.info(request, _("This draft was published: here is its version."))
        return redirect(f"{draft.published_as.scheme.get_absolute_url()}?version={draft.published_as.number}")
    context = {"draft": draft, "crumbs": _crumbs((draft.title, ""))}
    if "read" in request.GET:
        scheme = scheme_of_draft(draft.content)
        return render(
            request, "schemes/authoring/read.html", context | {"plain": scheme, "outline": outline_of(scheme)}
        )
    return render(request, "schemes/authoring/editor.html", context | _editor(request, draft))


def _editor(request: HttpRequest, draft: SchemeDraft) -> dict[str, Any]:
    return {"page": _page_data(request, draft), "paste_roles": [[role, str(name)] for role, name in ROLE_NAMES.items()]}


def _page_data(request: HttpRequest, draft: SchemeDraft) -> dict[str, Any]:
    names = {
        "edits": "draft_edits",
        "comments": "draft_comments",
        "publish": "draft_publish",
        "history": "draft_history",
    }
    addresses = {name: reverse(f"schemes:{view}", args=[draft.pk]) for name, view in names.items()}
    for_all = {"paste": "draft_paste", "rule": "draft_rule", "ladders": "draft_ladders"}
    return {
        "draft": str(draft.pk),
        "me": str(signed_in(request)),
        "addresses": addresses | {name: reverse(f"schemes:{view}") for name, view in for_all.items()},
        **state_of(draft),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_keep_schemes)
def draft_history(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show who changed what; go back to an earlier state."""
    draft = _draft(request, key)
    if request.method == "POST":
        try:
            editing.restore(actor=signed_in(request), pk=key, number=_number(request.POST.get("number", "")))
        except (EditRefused, editing.DraftClosed) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, _("The draft is back at the state that you chose. This too can be taken back here.")
            )
            return redirect(draft)
        return redirect("schemes:draft_history", key)
    edits = draft.edits.select_related("actor").order_by("-number")
    page = Paginator(edits, EDITS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "draft": draft,
        "page": page,
        "lines": lines_of(page.object_list),
        "crumbs": _crumbs((draft.title, draft.get_absolute_url()), (_("History"), "")),
    }
    return render(request, "schemes/authoring/history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_keep_schemes)
def draft_publish(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what validation finds, and publish the draft as a version."""
    draft = _draft(request, key)
    if draft.closed_at:
        return redirect(draft)
    problem = ""
    if request.method == "POST":
        try:
            revision = _number(request.POST.get("revision", ""))
            version = editing.publish(actor=signed_in(request), pk=key, revision=revision)
        except (editing.NotReady, editing.Stale, editing.DraftClosed) as refusal:
            problem = str(refusal)
        else:
            messages.success(request, _("The scheme is published as a version. You can open a practice room on it."))
            return redirect(version.scheme)
    remarks = editing.remarks_of(draft)
    scheme = scheme_of_draft(draft.content)
    context = {
        "draft": draft,
        "problem": problem,
        "errors": [remark for remark in remarks if remark.severity is Severity.ERROR],
        "warnings": [remark for remark in remarks if remark.severity is Severity.BLOCKS_PUBLISHING],
        "notes": [remark for remark in remarks if remark.severity is Severity.WARNING],
        "plain": scheme,
        "outline": outline_of(scheme),
        "crumbs": _crumbs((draft.title, draft.get_absolute_url()), (_("Publish as a version"), "")),
    }
    return render(request, "schemes/authoring/publish.html", context, status=422 if problem else 200)


@require_POST
@role_required(may_keep_schemes)
def draft_discard(request: HttpRequest, key: UUID) -> HttpResponse:
    """Throw a draft away."""
    draft = _draft(request, key)
    editing.discard(actor=signed_in(request), pk=key)
    messages.info(request, _("The draft “%(title)s” was thrown away.") % {"title": draft.title})
    return redirect("schemes:list")


def _draft(request: HttpRequest, key: UUID) -> SchemeDraft:
    drafts = editing.visible_drafts(signed_in(request))
    return get_object_or_404(drafts.select_related("owner", "organisation", "scheme", "published_as__scheme"), pk=key)


def _version(request: HttpRequest) -> SchemeVersion | None:
    asked = request.GET.get("version", "")
    if not asked:
        return None
    return get_object_or_404(usable_versions(request.user), pk=_number(asked))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        raise Http404
    return int(text)


def _crumbs(*last: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Desk"), reverse("pages:desk")), (_("Marking schemes"), reverse("schemes:list")), *last]
