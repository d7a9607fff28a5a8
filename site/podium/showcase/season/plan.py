"""What stands around the contests of the demo's season: the schedule, the partners and the documents."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from django.core.files.base import ContentFile

from championships.events.models import Championship, ContestedSkill, Partner, ScheduleItem, SkillDocument
from media.models import CustomDocument
from podium.showcase import texts

WITH_DOCUMENTS = "web"


def plan(championship: Championship, skills: Mapping[str, ContestedSkill], documents_from: datetime) -> None:
    """Write the schedule from two days before to the day after, thank the partners, and lay the documents out."""
    items = [
        ScheduleItem(
            championship=championship,
            contested_skill=skills.get(item.get("skill", "")),
            date=championship.starts_on + timedelta(days=item["day"]),
            starts_at=time.fromisoformat(item["from"]),
            ends_at=time.fromisoformat(item["to"]),
            kind=item["kind"],
            place=item.get("place", ""),
            titles=dict(zip(texts.LANGUAGES, item["title"], strict=True)),
        )
        for item in texts.load("season/schedule")["items"]
        if item.get("skill", "web") in skills
    ]
    ScheduleItem.objects.bulk_create(items)
    partners = enumerate(texts.load("season/partners")["partners"])
    Partner.objects.bulk_create(Partner(championship=championship, order=order, **told) for order, told in partners)
    _lay_out(skills[WITH_DOCUMENTS], documents_from)


def _lay_out(skill: ContestedSkill, public_from: datetime) -> None:
    documents = [
        SkillDocument(
            contested_skill=skill, kind=told["kind"], document=document, language=language, public_from=public_from
        )
        for told in texts.load("season/documents")["documents"]
        for language, document in _written(told)
    ]
    SkillDocument.objects.bulk_create(documents)


def _written(told: Mapping[str, str]) -> list[tuple[str, CustomDocument]]:
    """Return the document in each language, made now if it is not here; all championships share it."""
    found = []
    for language, title, text in zip(texts.LANGUAGES, told["title"], told["text"], strict=True):
        document = CustomDocument.objects.filter(title=title, language=language).first()
        if document is None:
            file = ContentFile(text.encode(), name=f"demo-{told['kind']}-{language}.txt")
            document = CustomDocument.objects.create(title=title, language=language, file=file)
        found.append((language, document))
    return found
