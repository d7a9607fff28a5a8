"""What the law of a country asks of a document: the fewest hours of each kind, and whose register it is reported to.

Only what has a source is said to be certain. The hours of other countries are a setting, and pages say so.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coaching.certificates.models.terms import DocumentKind

PROFESSIONAL_DEVELOPMENT, RETRAINING = 16, 250


@dataclass(frozen=True, slots=True)
class CountryProfile:
    """The rules of one country; `source` says in words where the hours are from, whether that is certain or not."""

    code: str
    fewest_hours: Mapping[str, int]
    source: str | Promise
    is_certain: bool
    reports_to_frdo: bool = False

    def fewest(self, kind: str) -> int:
        """Return the fewest academic hours for a document of `kind`; 0 where there is no such rule."""
        return self.fewest_hours.get(kind, 0)


RUSSIA = CountryProfile(
    code="RU",
    fewest_hours={
        DocumentKind.PROFESSIONAL_DEVELOPMENT: PROFESSIONAL_DEVELOPMENT,
        DocumentKind.RETRAINING: RETRAINING,
    },
    source=_("Order 266 of the Ministry of Science and Higher Education of 24.03.2025, item 18."),
    is_certain=True,
    reports_to_frdo=True,
)


def profile_of(country: str) -> CountryProfile:
    """Return the profile for a code of two letters; without one of its own, the hours of CERTIFICATE_HOURS.

    The setting is a mapping from a country's code ("" for all others) to (professional development, retraining).
    """
    code = country.strip().upper()
    if code == RUSSIA.code:
        return RUSSIA
    asked: Mapping[str, tuple[int, int]] = getattr(settings, "CERTIFICATE_HOURS", {})
    development, retraining = asked.get(code) or asked.get("") or (PROFESSIONAL_DEVELOPMENT, RETRAINING)
    return CountryProfile(
        code=code,
        fewest_hours={DocumentKind.PROFESSIONAL_DEVELOPMENT: development, DocumentKind.RETRAINING: retraining},
        source=_(
            "A setting of this site, not a checked rule: compare it with the law of your country before you issue."
        ),
        is_certain=False,
    )
