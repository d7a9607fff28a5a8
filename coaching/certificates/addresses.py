"""The public addresses of documents, whole, as QR codes and badges carry them."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from coaching.certificates.models import Certificate


def public(path: str) -> str:
    """Return the whole address of a path of this site."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{path}"


def verification_address(certificate: Certificate) -> str:
    """Return where anybody verifies the document, in its own language."""
    with translation.override(certificate.language):
        return public(reverse("certificates:verify", args=[certificate.pk]))
