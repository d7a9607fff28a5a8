"""The pages of marked sheets and class lists."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from championships.marking import total
from championships.schemes.addressed import crumbs, scheme_and_version
from championships.schemes.marked.class_lists import as_csv
from championships.schemes.marked.keeping import delete_class_list, delete_sheet
from championships.schemes.marked.standing import criteria_of, marks_of, standing_of
from championships.schemes.permissions import may_add_version, visible_class_lists, visible_sheets
from championships.schemes.stored import scheme_of
from people.models import User
from people.permissions import may_keep_schemes


@never_cache
@require_safe
@login_required
def marked_sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the marked sheets of a version, the complete ones by their position."""
    scheme, version = scheme_and_version(request, pk)
    context = {
        "scheme": scheme,
        "version": version,
        "standing": standing_of(version),
        "crumbs": crumbs((scheme.title, scheme.get_absolute_url()), (_("Marked sheets"), "")),
    }
    return render(request, "schemes/marked/sheets.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def marked_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one marked sheet with its totals and where marks were lost; delete it at a word."""
    sheet = get_object_or_404(visible_sheets(request.user).select_related("kept_by"), pk=pk)
    of_scheme = f"{reverse('schemes:marked_sheets', args=[sheet.version.scheme_id])}?version={sheet.version.number}"
    if request.method == "POST":
        delete_sheet(actor=_user(request), sheet=sheet)
        messages.info(request, _("The marked sheet was deleted."))
        return redirect(of_scheme)
    scheme, marks = scheme_of(sheet.version), marks_of([sheet]).get(sheet.pk, {})
    totals = total(scheme, marks)
    context = {
        "sheet": sheet,
        "totals": totals,
        "criteria": list(criteria_of(scheme, marks, totals)),
        "sections": [(section, totals.sections.get(section.number)) for section in scheme.sections],
        "may_delete": may_add_version(request.user, sheet.version.scheme),
        "crumbs": crumbs(
            (sheet.version.scheme.title, sheet.version.scheme.get_absolute_url()),
            (_("Marked sheets"), of_scheme),
            (sheet.name, ""),
        ),
    }
    return render(request, "schemes/marked/sheet.html", context)


@never_cache
@require_safe
@login_required
def class_lists(request: HttpRequest) -> HttpResponse:
    """Show the class lists that the reader may use."""
    lists = visible_class_lists(request.user).select_related("organisation").prefetch_related("members")
    context = {
        "lists": lists,
        "may_import": may_keep_schemes(request.user),
        "crumbs": crumbs((_("Class lists"), "")),
    }
    return render(request, "schemes/marked/class_lists.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def class_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who is on a class list; delete it at a word."""
    found = get_object_or_404(visible_class_lists(request.user).select_related("organisation"), pk=pk)
    if request.method == "POST":
        delete_class_list(actor=_user(request), class_list=found)
        messages.info(request, _("The class list was deleted."))
        return redirect("schemes:class_lists")
    context = {
        "class_list": found,
        "members": found.members.all(),
        "crumbs": crumbs((_("Class lists"), reverse("schemes:class_lists")), (found.name, "")),
    }
    return render(request, "schemes/marked/class_list.html", context)


@never_cache
@require_safe
@login_required
def class_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a class list as CSV; the mark at its head tells spreadsheets that it is UTF-8."""
    found = get_object_or_404(visible_class_lists(request.user), pk=pk)
    response = HttpResponse("\ufeff" + as_csv(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(found.name) or "class"}.csv"'
    return response


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 -- the decorators saw to it; this tells the type checker
    return request.user
