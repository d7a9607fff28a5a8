"""The page on which an issuer says on which terms a programme ends with a document."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coaching.certificates import permissions
from coaching.certificates.countries import profile_of
from coaching.certificates.models import ProgrammeTerms
from coaching.certificates.programmes import Programme, programme_of
from coaching.certificates.refusals import Refused
from coaching.certificates.terms_forms import TermsForm
from coaching.certificates.terms_keeping import set_terms
from people.access import role_required, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(permissions.may_issue_certificates)
def terms(request: HttpRequest, programme_key: UUID) -> HttpResponse:
    """Show the terms of a programme, and keep them."""
    programme = _programme(request, programme_key)
    user = signed_in(request)
    form = TermsForm(request.POST or None, user=user, programme=programme)
    if request.method == "POST" and form.is_valid() and _kept(request, form):
        messages.success(request, _("The terms are kept. What was issued before keeps the terms of its day."))
        return redirect("certificates:issued", programme_key)
    organisations = permissions.organisations_to_issue_for(user)
    countries = {organisation.country.upper() for organisation in organisations}
    context = {
        "programme": programme,
        "form": form,
        "rules": [profile_of(country) for country in sorted(countries)],
        "may_choose": bool(countries),
    }
    return render(request, "certificates/terms.html", context, status=422 if form.errors else 200)


def _programme(request: HttpRequest, key: UUID) -> Programme:
    """Return the programme with its terms; terms of another organisation are not this reader's to see."""
    found = programme_of(key, get_language() or "en")
    existing = ProgrammeTerms.objects.select_related("series", "organisation").filter(programme_key=key).first()
    if found is None or (existing and not permissions.may_issue_for(request.user, existing.organisation_id)):
        raise Http404
    found.terms = existing
    return found


def _kept(request: HttpRequest, form: TermsForm) -> bool:
    try:
        set_terms(
            actor=signed_in(request),
            programme_key=form.programme.key,
            title=form.programme.title,
            organisation=form.cleaned_data["organisation"],
            series=form.series(),
            **form.terms(),
        )
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return False
    return True
