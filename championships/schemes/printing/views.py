"""The page on which one chooses what to print, and the file itself. Who may see the scheme may print it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from championships.schemes.addressed import crumbs, scheme_and_version
from championships.schemes.models import Scheme, SchemeVersion
from championships.schemes.printing.choosing import PrintForm
from championships.schemes.printing.order import NothingToPrint, print_forms
from championships.schemes.stored import scheme_of
from design.printing import PressBusy, TooMuchToPrint

REFUSED, BUSY = 422, 503


@never_cache
@require_safe
@login_required
def forms_to_print(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what can be printed of a scheme, for a choice."""
    scheme, version = scheme_and_version(request, pk)
    asked = {"sheet": request.GET.get("sheet", "")}
    return _page(request, scheme, version, PrintForm(scheme_of(version), version.marked_sheets.all(), initial=asked))


@never_cache
@require_safe
@login_required
def forms_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the chosen forms as PDF; a choice that cannot be printed comes back with the reason."""
    scheme, version = scheme_and_version(request, pk)
    form = PrintForm(scheme_of(version), version.marked_sheets.all(), request.GET).asked()
    if not form.is_valid():
        return _page(request, scheme, version, form, REFUSED)
    order = form.order(version)
    try:
        response = HttpResponse(print_forms(order), content_type="application/pdf")
    except (NothingToPrint, TooMuchToPrint, PressBusy) as refusal:
        form.refuse(refusal)
        return _page(request, scheme, version, form, BUSY if isinstance(refusal, PressBusy) else REFUSED)
    name = f"{slugify(scheme.title) or 'marking-scheme'}-v{version.number}-forms-{order.language}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _page(
    request: HttpRequest, scheme: Scheme, version: SchemeVersion, form: PrintForm, status: int = 200
) -> HttpResponse:
    context = {
        "scheme": scheme,
        "version": version,
        "form": form,
        "crumbs": crumbs((scheme.title, scheme.get_absolute_url()), (_("Print forms"), "")),
    }
    return render(request, "schemes/printing.html", context, status=status)
