"""The snapshot of a document: everything that it was issued from, kept as plain JSON under a hash."""

import hashlib
import json
from typing import Any
from uuid import UUID

from django.utils import timezone

from coaching.certificates.learnt import Evidence, Item
from coaching.certificates.models import ProgrammeTerms
from coaching.training.models import ProgrammePage

VERSION = 1


def snapshot_of(terms: ProgrammeTerms, evidence: Evidence, language: str) -> dict[str, Any]:
    """Return the terms and the evidence as they are now, with titles in `language`; `evidence` is complete."""
    page = page_in(terms.programme_key, language)
    return {
        "version": VERSION,
        "programme": {
            "key": str(terms.programme_key),
            "title": page.title if page else evidence.title,
            "outcome": page.introduction if page else "",
            "kind": terms.kind,
            "hours": terms.hours,
        },
        "organisation": {
            "id": terms.organisation_id,
            "name": terms.organisation.name,
            "country": terms.organisation.country.upper(),
        },
        "city": terms.city,
        "signatory": {"name": terms.signatory_name, "post": terms.signatory_post},
        "register": {
            "area": terms.area,
            "qualification": terms.qualification,
            "speciality_group": terms.speciality_group,
            "study_form": terms.study_form,
            "financing": terms.financing,
            "education_place": terms.education_place,
        },
        "studied": _studied(evidence),
        "evidence": {
            "hours": evidence.hours,
            "completed_at": evidence.completed_at.isoformat() if evidence.completed_at else None,
            "items": [_item(item) for item in evidence.items],
        },
    }


def hash_of(snapshot: dict[str, Any]) -> str:
    """Return the SHA-256 of a snapshot, whichever order its keys were stored in."""
    text = json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def page_in(programme_key: UUID, language: str) -> ProgrammePage | None:
    """Return the published page of a programme in `language`, or in the language that it was written in first."""
    pages = ProgrammePage.objects.live().filter(translation_key=programme_key).select_related("locale").order_by("pk")
    found = list(pages)
    in_language = (page for page in found if page.locale.language_code == language)
    return next(in_language, found[0] if found else None)


def _studied(evidence: Evidence) -> dict[str, str | None]:
    """Return the days between which the programme was studied, in the site's time zone."""
    moments = [item.at for item in evidence.items]
    last = evidence.completed_at
    first = min(moments) if moments else last
    return {"from": _day(first), "to": _day(last)}


def _day(moment: Any) -> str | None:
    return timezone.localtime(moment).date().isoformat() if moment else None


def _item(item: Item) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "key": str(item.key),
        "title": item.title,
        "revision_id": item.revision_id,
        "percent": None if item.percent is None else str(item.percent),
        "at": item.at.isoformat(),
    }
