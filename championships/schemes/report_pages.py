"""The report on a file that was read: what it holds, what it changes, and the yes that stores it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from championships.schemes import importing, pending, standard_pages
from championships.schemes.addressed import crumbs
from championships.schemes.comparing.proposing import latest_version
from championships.schemes.comparing.side_by_side import Comparison, compare
from championships.schemes.exchange.report import ImportReport
from championships.schemes.forms import ApplyForm, KindsForm
from championships.schemes.models import PendingImport, SchemeVersion
from championships.schemes.outline import outline_of
from championships.schemes.stored import scheme_of
from people.access import role_required
from people.models import User
from people.permissions import may_keep_schemes


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_keep_schemes)
def import_report(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what a file holds and changes; store it, or throw it away, at one word."""
    user = _user(request)
    waiting = _waiting(user, key)
    if version := pending.applied_version(waiting):
        return redirect("schemes:detail", version.scheme_id)
    report = ImportReport.load(waiting.report)
    form = ApplyForm(request.POST or None, user=user, report=report, asked=request.GET.get("version_of"))
    kinds = KindsForm(request.POST if "kinds" in request.POST else None, report=report)
    if request.method == "POST":
        answer = _answered(request, user, waiting, form, kinds)
        if answer is not None:
            return answer
    return render(request, "schemes/report.html", _context(user, waiting, report, form, kinds))


def _answered(
    request: HttpRequest, user: User, waiting: PendingImport, form: ApplyForm, kinds: KindsForm
) -> HttpResponse | None:
    """Do what the reader pressed; None if the report is to be shown again."""
    if "discard" in request.POST:
        waiting.delete()
        messages.info(request, _("The file was discarded. Nothing was stored."))
        return redirect("schemes:import")
    if "kinds" in request.POST:
        return _kinds_chosen(request, user, waiting, kinds)
    if "compare" in request.POST:
        scheme = form.compared()
        address = reverse("schemes:report", args=[waiting.pk])
        return redirect(f"{address}?version_of={scheme.pk if scheme else ''}#difference")
    return _applied(request, user, waiting, form) if form.is_valid() else None


def _kinds_chosen(request: HttpRequest, user: User, waiting: PendingImport, kinds: KindsForm) -> HttpResponse | None:
    if not kinds.is_valid():
        return None
    pending.choose_kinds(owner=user, key=waiting.pk, chosen=kinds.chosen())
    messages.success(request, _("The kinds are as you chose them. Look at the report again before you apply it."))
    return redirect("schemes:report", waiting.pk)


def _applied(request: HttpRequest, user: User, waiting: PendingImport, form: ApplyForm) -> HttpResponse | None:
    chosen = {name: form.cleaned_data[name] for name in ("version_of", "organisation")}
    try:
        version = pending.apply(owner=user, key=waiting.pk, beside=form.beside(), **chosen)
    except importing.ImportRefused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, _("The scheme is here. You can open a practice room on it."))
    return redirect("schemes:detail", version.scheme_id)


def _context(
    user: User, waiting: PendingImport, report: ImportReport, form: ApplyForm, kinds: KindsForm
) -> dict[str, Any]:
    before, comparison = _comparison(form, report)
    return {
        "waiting": waiting,
        "report": report,
        "plain": report.scheme,
        "outline": outline_of(report.scheme),
        "same": importing.same_scheme(report, user),
        "form": form,
        "kinds": kinds,
        "before": before,
        "comparison": comparison,
        "crumbs": crumbs((_("Import a file"), reverse("schemes:import")), (_("Report"), "")),
        **standard_pages.of_file(report.scheme),
    }


def _comparison(form: ApplyForm, report: ImportReport) -> tuple[SchemeVersion | None, Comparison | None]:
    """Return the version that the file would follow, and what it changes of it."""
    scheme = form.compared()
    before = latest_version(scheme) if scheme else None
    return before, compare(scheme_of(before), report.scheme) if before else None


def _waiting(user: User, key: UUID) -> PendingImport:
    try:
        return pending.find(owner=user, key=key)
    except PendingImport.DoesNotExist as error:
        raise Http404(_("This report has expired, or it is somebody else's. Upload the file again.")) from error


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 -- the decorators saw to it; this tells the type checker
    return request.user
