"""The issuer's pages: programmes, what was issued of one, issuing to learners, and taking a document back."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from championships.schemes.exchange.table_files import WORKBOOK_TYPE, workbook_of
from coaching.certificates import learnt, listing, permissions, programmes, revoking
from coaching.certificates.cohort_issuing import issue_to_many
from coaching.certificates.forms import CohortForm, FilterForm, IssueForm, ReasonForm
from coaching.certificates.models import Certificate, ProgrammeTerms
from coaching.certificates.refusals import Refused
from coaching.certificates.shown import for_everybody
from people.access import role_required, signed_in
from people.models import User

ON_A_PAGE = 50
AT_ONCE = 100
"""Learners on one page of issuing: what each has reached is read anew, which takes its time."""

IssuersView = Callable[[HttpRequest, ProgrammeTerms], HttpResponse]


def on_terms(view: IssuersView) -> Callable[..., HttpResponseBase]:
    """Open a page of a programme to those who may issue on its terms; to other issuers it is not there."""

    @role_required(permissions.may_issue_certificates)
    @wraps(view)
    def opened(request: HttpRequest, programme_key: UUID) -> HttpResponse:
        terms = permissions.terms_to_issue_on(request.user, programme_key)
        if terms is None:
            raise Http404
        return view(request, terms)

    return opened


@require_safe
@role_required(permissions.may_issue_certificates)
def programme_list(request: HttpRequest) -> HttpResponse:
    """Show every programme: with how many documents, or that its terms are still to be said."""
    page = Paginator(programmes.programmes_in(get_language() or "en"), ON_A_PAGE).get_page(request.GET.get("page"))
    own = set(permissions.organisations_to_issue_for(request.user).values_list("pk", flat=True))
    context = {"page": page, "programmes": programmes.with_terms(list(page.object_list), own)}
    return render(request, "certificates/programmes.html", context)


@require_safe
@on_terms
def issued(request: HttpRequest, terms: ProgrammeTerms) -> HttpResponse:
    """Show what was issued of a programme, filtered."""
    form = FilterForm(request.GET)
    asked = form.asked()
    page = Paginator(listing.issued_on(terms, asked), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "terms": terms,
        "title": programmes.title_of(terms, get_language() or "en"),
        "form": form,
        "filtered": bool(asked),
        "page": page,
        "certificates": [(one, for_everybody(one)) for one in page.object_list],
    }
    return render(request, "certificates/issued.html", context)


@require_safe
@on_terms
def issued_workbook(request: HttpRequest, terms: ProgrammeTerms) -> HttpResponse:
    """Send the same list as a workbook, with every page of it."""
    found = listing.issued_on(terms, FilterForm(request.GET).asked())
    content = workbook_of([listing.table_of(found, _("Documents"))])
    return workbook_answer(content, terms, "documents")


def workbook_answer(content: bytes, terms: ProgrammeTerms, what: str) -> HttpResponse:
    """Return a workbook as a file that is named after the programme."""
    response = HttpResponse(content, content_type=WORKBOOK_TYPE)
    beginning = slugify(terms.title)[:60] or "programme"
    response["Content-Disposition"] = f'attachment; filename="{beginning}-{what}.xlsx"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@on_terms
def issue(request: HttpRequest, terms: ProgrammeTerms) -> HttpResponse:
    """Offer the learners who have no document that stands, of one cohort or all, issue to those chosen, and report."""
    cohorts = learnt.cohorts_of(terms.programme_key)
    asked = CohortForm(request.GET, cohorts=cohorts)
    # A cohort that is not there offers nobody: everybody is chosen from the beginning.
    waiting = _without_document(terms, asked.cleaned_data["cohort"]) if asked.is_valid() else User.objects.none()
    page = Paginator(waiting, AT_ONCE).get_page(request.GET.get("page"))
    learners = User.objects.filter(pk__in=[user.pk for user in page.object_list]).order_by("name", "email")
    form = IssueForm(request.POST if request.method == "POST" else None, learners=learners)
    report = None
    if request.method == "POST" and form.is_valid():
        report = issue_to_many(
            actor=signed_in(request),
            recipients=form.cleaned_data["recipients"],
            programme_key=terms.programme_key,
            language=form.cleaned_data["language"],
        )
    context = {
        "terms": terms,
        "title": programmes.title_of(terms, get_language() or "en"),
        "form": form,
        "page": page,
        "report": report,
        "asked": asked if cohorts else None,
        "filtered": "cohort" in request.GET,
    }
    return render(request, "certificates/issue.html", context, status=422 if form.errors else 200)


def _without_document(terms: ProgrammeTerms, cohort: UUID | None) -> QuerySet[User]:
    standing = Certificate.objects.filter(
        recipient=OuterRef("pk"), programme_key=terms.programme_key, revoked_at__isnull=True
    )
    learners = User.objects.filter(pk__in=learnt.learners_of(terms.programme_key, cohort), is_active=True)
    return learners.exclude(Exists(standing)).order_by("name", "email")


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(permissions.may_issue_certificates)
def revoke(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Ask why a document is taken back, and take it back."""
    certificate = _to_change(request, certificate_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revoking.revoke(actor=signed_in(request), certificate=certificate, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("certificates:verify", certificate.pk)
    context = {"certificate": certificate, "shown": for_everybody(certificate), "form": form}
    return render(request, "certificates/revoke.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(permissions.may_issue_certificates)
def reissue(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Issue a document again under the name that its recipient has now."""
    certificate = _to_change(request, certificate_id)
    refusal = ""
    if request.method == "POST":
        try:
            new = revoking.reissue(actor=signed_in(request), certificate=certificate)
        except Refused as refused:
            refusal = refused.message
        else:
            messages.success(request, _("The new document is issued; the old one leads to it."))
            return redirect("certificates:verify", new.pk)
    context = {
        "certificate": certificate,
        "shown": for_everybody(certificate),
        "refusal": refusal,
        "new_name": revoking.name_now(certificate),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "certificates/reissue.html", context, status=status)


def _to_change(request: HttpRequest, certificate_id: UUID) -> Certificate:
    related = ("recipient", "replaced_by", "terms")
    found = Certificate.objects.select_related(*related).filter(pk=certificate_id).first()
    if found is None or not permissions.may_issue_for(request.user, found.organisation_id):
        raise Http404
    return found
