"""The register export: what is ready, who lacks what, and the file once nobody lacks anything."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from coaching.certificates.countries import profile_of
from coaching.certificates.forms import FilterForm
from coaching.certificates.listing import issued_on
from coaching.certificates.models import ProgrammeTerms
from coaching.certificates.programmes import title_of
from coaching.certificates.register import Register, register_of, register_workbook
from coaching.certificates.views.issuing import on_terms, workbook_answer
from people import audit
from people.access import signed_in

REFUSED = 422


@require_safe
@on_terms
def register(request: HttpRequest, terms: ProgrammeTerms) -> HttpResponse:
    """Show what would be reported, and who lacks which field."""
    return _page(request, terms, _asked(request, terms))


@require_safe
@on_terms
def register_file(request: HttpRequest, terms: ProgrammeTerms) -> HttpResponse:
    """Send the register as a workbook; while somebody lacks something, the list of who lacks what comes instead."""
    found = _asked(request, terms)
    if found.gaps or not found.rows:
        return _page(request, terms, found, REFUSED)
    data = {"rows": len(found.rows)}
    audit.record(actor=signed_in(request), action="certificate_register.exported", subject=terms, data=data)
    return workbook_answer(register_workbook(found.rows), terms, "frdo")


def _asked(request: HttpRequest, terms: ProgrammeTerms) -> Register:
    if not profile_of(terms.organisation.country).reports_to_frdo:
        raise Http404
    return register_of(issued_on(terms, FilterForm(request.GET).asked()).order_by("issued_at", "sequence"))


def _page(request: HttpRequest, terms: ProgrammeTerms, found: Register, status: int = 200) -> HttpResponse:
    context = {
        "terms": terms,
        "title": title_of(terms, get_language() or "en"),
        "form": FilterForm(request.GET),
        "register": found,
        "refused": status == REFUSED,
    }
    return render(request, "certificates/register.html", context, status=status)
