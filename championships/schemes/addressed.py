"""What an address of the schemes names: a scheme that the reader may see, its version, and the way there."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from championships.schemes.models import Scheme, SchemeVersion
from championships.schemes.permissions import visible_schemes

LONGEST_NUMBER = 9


def scheme_and_version(request: HttpRequest, pk: int) -> tuple[Scheme, SchemeVersion]:
    """Return a scheme that the reader may see, and the version asked for by `?version=`, else the latest.

    Raises:
        Http404: there is none, or the reader may not see it.
    """
    schemes = visible_schemes(request.user).select_related("owner", "organisation")
    scheme = get_object_or_404(schemes, pk=pk)
    versions = scheme.versions.order_by("-number")
    asked = request.GET.get("version", "")
    if asked:
        if not (asked.isascii() and asked.isdigit() and len(asked) <= LONGEST_NUMBER):
            raise Http404
        versions = versions.filter(number=int(asked))
    version = versions.first()
    if version is None:
        raise Http404
    version.scheme = scheme
    return scheme, version


def crumbs(*last: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way from the desk to the schemes, and on to `last`, each as title and address."""
    schemes = (_("Marking schemes"), reverse("schemes:list") if last else "")
    return [(_("Desk"), reverse("pages:desk")), schemes, *last]
