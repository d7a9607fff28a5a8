"""Which documents of skills are open, and to whom: for everybody from the moment that each says, before that for few."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from championships.events.models import DocumentKind, Official, OfficialRole, SkillDocument
from people.models import User
from people.permissions import may_run_championships

CHIEFS = (OfficialRole.CHIEF_EXPERT, OfficialRole.DEPUTY_CHIEF_EXPERT)


def open_documents(at: datetime | None = None) -> QuerySet[SkillDocument]:
    """Return the documents that everybody may read at the moment `at`, by default now."""
    return SkillDocument.objects.filter(public_from__lte=at or timezone.now())


def may_read(document_id: int, reader: User | AnonymousUser) -> bool:
    """Return whether `reader` may have the file of a document; one that is no skill's is not for us to close.

    Before it is public in one skill at least it is for organisers, and for the chief experts of its skills.
    """
    uses = SkillDocument.objects.filter(document=document_id)
    if not uses.exists() or open_documents().filter(document=document_id).exists() or may_run_championships(reader):
        return True
    if not isinstance(reader, User):
        return False
    skills = uses.values("contested_skill")
    return Official.objects.filter(contested_skill__in=skills, role__in=CHIEFS, person__user=reader).exists()


def in_reading_order(documents: Iterable[SkillDocument]) -> list[SkillDocument]:
    """Return the documents by kind, those in the reader's language before the others of their kind."""
    kinds = [kind.value for kind in DocumentKind]
    language = get_language()
    return sorted(documents, key=lambda each: (kinds.index(each.kind), each.language != language, each.pk))
