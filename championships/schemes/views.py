"""The pages of marking schemes: the list, the import with its report, and a scheme itself."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from championships.schemes import pending, standard_pages
from championships.schemes.addressed import crumbs, scheme_and_version
from championships.schemes.authoring.editing import open_drafts
from championships.schemes.exchange.report import load_remarks
from championships.schemes.exporting import FORMATS, export, file_name
from championships.schemes.forms import FileForm
from championships.schemes.outline import outline_of
from championships.schemes.shelf import shelf_of, with_latest_versions
from championships.schemes.stored import scheme_of
from people.access import role_required
from people.models import User
from people.permissions import may_host_rooms, may_keep_schemes

SCHEMES_ON_A_PAGE = 30


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
def scheme_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Send a version as a file: the workbook that CIS imports, or JSON."""
    _scheme, version = scheme_and_version(request, pk)
    response = HttpResponse(export(version, kind), content_type=FORMATS[kind].content_type)
    response["Content-Disposition"] = f'attachment; filename="{file_name(version, kind)}"'
    return response


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 -- the decorators saw to it; this tells the type checker
    return request.user
