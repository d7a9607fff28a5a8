"""What anybody may ask of a document: whether it is genuine and still stands."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from coaching.certificates import finding, permissions, shown
from coaching.certificates.forms import CheckForm
from coaching.certificates.models import Certificate
from coaching.rooms.views.attempts import may_try, recognise, record_wrong


@never_cache
@require_safe
def verify(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Say of a document what is printed on it, and how it stands; of an unknown key, that there is none."""
    related = ("organisation", "replaced_by", "replaces")
    certificate = Certificate.objects.select_related(*related).filter(pk=certificate_id).first()
    if certificate is None:
        return render(request, "certificates/unknown.html", {"form": CheckForm()}, status=HTTPStatus.NOT_FOUND)
    context = {
        "certificate": certificate,
        "shown": shown.for_everybody(certificate),
        "may_download": permissions.may_see_file(request.user, certificate),
        "may_change": permissions.may_issue_for(request.user, certificate.organisation_id),
    }
    return render(request, "certificates/verify.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Find a document by what stands on it; who tries too many wrong ones has to wait."""
    form = CheckForm(request.POST or None)
    status = HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        found = _look_up(request, form)
        if isinstance(found, Certificate):
            return redirect("certificates:verify", found.pk)
        form.add_error("number", found)
        status = HTTPStatus.OK if may_try(request) else HTTPStatus.TOO_MANY_REQUESTS
    response = render(request, "certificates/check.html", {"form": form}, status=status)
    recognise(request, response)
    return response


def _look_up(request: HttpRequest, form: CheckForm) -> Certificate | str:
    if not may_try(request):
        return _("Too many wrong numbers were tried here. Wait ten minutes and try again.")
    number, name = form.cleaned_data["number"], form.cleaned_data["name"]
    key = finding.key_in(number)
    found = Certificate.objects.filter(pk=key).first() if key else finding.find_by_number(number, name)
    if found:
        return found
    record_wrong(request)
    return _("No document of this site has this number and name. Compare every sign with what is printed.")
