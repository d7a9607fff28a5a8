"""A person's own documents: the list, the files, and the details that documents are made with."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from coaching.certificates import permissions
from coaching.certificates.badges.credentials import Proof, credential_of
from coaching.certificates.details import keep_details, needs_register
from coaching.certificates.forms import NameForm, RegisterForm
from coaching.certificates.models import Certificate, RecipientDetails
from coaching.certificates.printing import print_certificate
from coaching.certificates.shown import for_everybody
from coaching.certificates.views.machines import signed_answer
from design.printing import PressBusy, TooMuchToPrint
from people.access import signed_in

BUSY = 503


@never_cache
@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Show the reader's own documents, the newest first."""
    user = signed_in(request)
    owned = Certificate.objects.filter(recipient=user).select_related("replaced_by", "replaces")
    context = {
        "certificates": [(one, for_everybody(one)) for one in owned],
        "may_issue": permissions.may_issue_certificates(user),
    }
    return render(request, "certificates/mine.html", context)


@never_cache
@require_safe
@login_required
def document_pdf(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Send a document to its recipient or its issuer, as PDF."""
    certificate = _own_file(request, certificate_id)
    try:
        content = print_certificate(certificate)
    except (PressBusy, TooMuchToPrint):
        words = _("Others are printing at this moment. Go back and try again in a minute.")
        return HttpResponse(words, status=BUSY, content_type="text/plain; charset=utf-8")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(certificate)}.pdf"'
    return response


@never_cache
@require_safe
@login_required
def badge(request: HttpRequest, certificate_id: UUID, proof: Proof) -> HttpResponse:
    """Send the badge of a document to its recipient or its issuer, signed in the way that was asked for."""
    certificate = _own_file(request, certificate_id)
    response = signed_answer(credential_of(certificate, proof), certificate.organisation_id, proof)
    response["Content-Disposition"] = f'attachment; filename="{_file_name(certificate)}-badge.{proof}"'
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def details(request: HttpRequest) -> HttpResponse:
    """Ask how the reader's name stands on documents, and what a register needs where one does."""
    user = signed_in(request)
    with_register = needs_register(user)
    known = RecipientDetails.objects.filter(user=user).first()
    form = (RegisterForm if with_register else NameForm)(request.POST or None, instance=known)
    if request.method == "POST" and form.is_valid():
        keep_details(actor=user, **form.cleaned_data)
        messages.success(request, _("Your details are kept. Documents issued from now on use them."))
        return redirect("certificates:mine")
    context = {"form": form, "with_register": with_register}
    return render(request, "certificates/details.html", context, status=422 if form.errors else 200)


def _own_file(request: HttpRequest, certificate_id: UUID) -> Certificate:
    found = Certificate.objects.select_related("recipient", "replaces").filter(pk=certificate_id).first()
    if found is None or not permissions.may_see_file(request.user, found):
        raise Http404
    return found


def _file_name(certificate: Certificate) -> str:
    return f"{slugify(certificate.number) or 'certificate'}-{certificate.language}"
