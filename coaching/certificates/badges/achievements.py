"""What a badge is for: the programme, as it was when the document was issued."""

from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from coaching.certificates.addresses import public
from coaching.certificates.badges.issuers import OB_CONTEXT, profile
from coaching.certificates.models import ProgrammeTerms
from coaching.certificates.snapshots import page_in

TYPE = {"development": "Certificate", "retraining": "Diploma", "completion": "CertificateOfCompletion"}
"""The types that Open Badges names for our kinds of documents."""


def achievement_of(snapshot: dict[str, Any], language: str) -> dict[str, Any]:
    """Return the achievement of a document, from its snapshot."""
    programme = snapshot["programme"]
    return _achievement(programme, snapshot["organisation"], language)


def achievement_document(terms: ProgrammeTerms, language: str) -> dict[str, Any]:
    """Return the achievement as it would be issued now, as a document of its own."""
    page = page_in(terms.programme_key, language)
    programme = {
        "key": str(terms.programme_key),
        "title": page.title if page else terms.title,
        "outcome": page.introduction if page else "",
        "kind": terms.kind,
        "hours": terms.hours,
    }
    organisation = {"id": terms.organisation_id, "name": terms.organisation.name}
    return {"@context": OB_CONTEXT, **_achievement(programme, organisation, language)}


def _achievement(programme: dict[str, Any], organisation: dict[str, Any], language: str) -> dict[str, Any]:
    with translation.override(language):
        criteria = _("All modules and tasks of the programme, %(hours)s academic hours, completed as its rules ask.")
    return {
        "id": public(reverse("badges:achievement", args=[programme["key"], language])),
        "type": ["Achievement"],
        "name": programme["title"],
        "description": programme["outcome"] or programme["title"],
        "criteria": {"narrative": criteria % {"hours": programme["hours"]}},
        "achievementType": TYPE[programme["kind"]],
        "inLanguage": language,
        "creator": profile(organisation["id"], organisation["name"]),
    }
