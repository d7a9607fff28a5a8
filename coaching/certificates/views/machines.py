"""What machines ask when they verify a badge: public, without a session, readable from any other site."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from coaching.certificates.badges import issuers
from coaching.certificates.badges.achievements import achievement_document
from coaching.certificates.badges.credentials import Proof, status_list
from coaching.certificates.badges.proofs import as_token, with_proof
from coaching.certificates.models import Certificate, ProgrammeTerms
from people.models import Organisation

DID_JSON, JSON_LD, JWK_SET = "application/did+json", "application/ld+json", "application/jwk-set+json"
CREDENTIAL, TOKEN = "application/vc", "application/vc+jwt"
KEPT_SECONDS, STATUS_KEPT_SECONDS = 3600, 60

P = ParamSpec("P")


def for_machines(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Open a view to scripts of other sites: it knows no session and gives everybody the same."""

    @require_safe
    @wraps(view)
    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["X-Robots-Tag"] = "noindex"
        return response

    return opened


@for_machines
def did(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Say which keys sign for an organisation."""
    return _json(issuers.did_document(_issuer(organisation_id).pk), DID_JSON)


@for_machines
def keys(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Say the same as a JWK set."""
    return _json(issuers.key_set(_issuer(organisation_id).pk), JWK_SET)


@for_machines
def profile(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Say who issues."""
    return _json(issuers.profile_document(_issuer(organisation_id)), JSON_LD)


@for_machines
def status(request: HttpRequest, organisation_id: int, number: int, proof: Proof) -> HttpResponse:
    """Say which documents of a list are revoked, signed."""
    get_object_or_404(Organisation, pk=organisation_id)
    if not Certificate.objects.filter(organisation_id=organisation_id, status_list=number).exists():
        raise Http404
    credential = status_list(organisation_id, number, proof)
    return signed_answer(credential, organisation_id, proof, kept=STATUS_KEPT_SECONDS)


@for_machines
def achievement(request: HttpRequest, programme_key: UUID, language: str) -> HttpResponse:
    """Say what a badge is for."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    terms = get_object_or_404(ProgrammeTerms.objects.select_related("organisation"), programme_key=programme_key)
    return _json(achievement_document(terms, language), JSON_LD)


def signed_answer(credential: dict[str, Any], organisation_id: int, proof: Proof, *, kept: int = 0) -> HttpResponse:
    """Return a credential with its proof, under the media type of that kind; `kept` seconds for any cache."""
    if proof == Proof.JWT:
        response = HttpResponse(as_token(credential, organisation_id), content_type=TOKEN)
    else:
        response = _json(with_proof(credential, organisation_id), CREDENTIAL)
    response["Cache-Control"] = f"public, max-age={kept}" if kept else "private, no-store"
    return response


def _issuer(organisation_id: int) -> Organisation:
    """Return an organisation that issues: others have no keys here."""
    issuing = Organisation.objects.filter(programme_terms__isnull=False).distinct()
    return get_object_or_404(issuing, pk=organisation_id)


def _json(document: dict[str, Any], content_type: str) -> HttpResponse:
    response = HttpResponse(json.dumps(document, ensure_ascii=False, indent=2), content_type=content_type)
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response
