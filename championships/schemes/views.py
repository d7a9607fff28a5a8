"""The pages of marking schemes: the list, the import with its report, and a scheme itself."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from championships.schemes import importing, pending, standard_pages
from championships.schemes.addressed import crumbs, scheme_and_version
from championships.schemes.authoring.editing import open_drafts
from championships.schemes.exchange.report import ImportReport, load_remarks
from championships.schemes.exchange.writing import write_workbook
from championships.schemes.forms import ApplyForm, FileForm
from championships.schemes.models import PendingImport
from championships.schemes.outline import outline_of
from championships.schemes.shelf import shelf_of, with_latest_versions
from championships.schemes.stored import scheme_of
from people.access import role_required
from people.models import User
from people.permissions import may_host_rooms, may_keep_schemes

SCHEMES_ON_A_PAGE = 30
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_safe
@login_required
def scheme_list(request: HttpRequest) -> HttpResponse:
    """Show the schemes that the reader may use."""
    page = Paginator(shelf_of(request.user), SCHEMES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "schemes": with_latest_versions(page.object_list),
        "drafts": open_drafts(request.user),
        "may_import": may_keep_schemes(request.user),
        "crumbs": crumbs(),
    }
    return render(request, "schemes/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_keep_schemes)
def import_file(request: HttpRequest) -> HttpResponse:
    """Take a file, read it and lead to its report."""
    form = FileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        waiting = pending.keep(owner=_user(request), report=form.report)
        return redirect("schemes:report", waiting.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "crumbs": crumbs((_("Import a file"), ""))}
    return render(request, "schemes/import.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_keep_schemes)
def import_report(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what a file holds; store it, or throw it away, at one word."""
    user = _user(request)
    waiting = _waiting(user, key)
    if version := pending.applied_version(waiting):
        return redirect("schemes:detail", version.scheme_id)
    report = ImportReport.load(waiting.report)
    form = ApplyForm(request.POST or None, user=user, report=report)
    if request.method == "POST" and "discard" in request.POST:
        waiting.delete()
        messages.info(request, _("The file was discarded. Nothing was stored."))
        return redirect("schemes:import")
    if request.method == "POST" and form.is_valid():
        try:
            version = pending.apply(owner=user, key=key, **form.cleaned_data)
        except importing.ImportRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The scheme is here. You can open a practice room on it."))
            return redirect("schemes:detail", version.scheme_id)
    return render(request, "schemes/report.html", _report_context(user, waiting, report, form))


@never_cache
@require_safe
@login_required
def scheme_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a scheme: its criteria down to the words of each level, its sections, its versions."""
    scheme, version = scheme_and_version(request, pk)
    plain = scheme_of(version)
    context = {
        "scheme": scheme,
        "version": version,
        "versions": scheme.versions.select_related("imported_by"),
        "plain": plain,
        "outline": outline_of(plain),
        "remarks": load_remarks(version.warnings),
        "may_host": may_host_rooms(request.user),
        "may_import": may_keep_schemes(request.user),
        "crumbs": crumbs((scheme.title, "")),
        **standard_pages.of_scheme(request, scheme, plain),
    }
    return render(request, "schemes/detail.html", context)


@never_cache
@require_safe
@login_required
def scheme_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a version as the workbook that CIS imports."""
    scheme, version = scheme_and_version(request, pk)
    name = f"{slugify(scheme.title) or 'marking-scheme'}-v{version.number}.xlsx"
    response = HttpResponse(write_workbook(scheme_of(version)), content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _report_context(user: User, waiting: PendingImport, report: ImportReport, form: ApplyForm) -> dict[str, Any]:
    return {
        "waiting": waiting,
        "report": report,
        "plain": report.scheme,
        "outline": outline_of(report.scheme),
        "same": importing.same_scheme(report, user),
        "form": form,
        "crumbs": crumbs((_("Import a file"), reverse("schemes:import")), (_("Report"), "")),
        **standard_pages.of_file(report.scheme),
    }


def _waiting(user: User, key: UUID) -> PendingImport:
    try:
        return pending.find(owner=user, key=key)
    except PendingImport.DoesNotExist as error:
        raise Http404(_("This report has expired, or it is somebody else's. Upload the file again.")) from error


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 -- the decorators saw to it; this tells the type checker
    return request.user
