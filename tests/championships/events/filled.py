"""A championship with everything that its sections show, of any size, for tests of its public pages."""

from datetime import time, timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Locale

from championships.events.models import (
    ChampionshipNewsPage,
    ChampionshipPage,
    ContestedSkill,
    DocumentKind,
    Entry,
    Partner,
    ScheduleItem,
    ScheduleKind,
    SkillDocument,
)
from championships.schemes.models import Sector, Skill
from media.models import CustomDocument, CustomImage
from tests.championships.events.grown import NAMES, Event
from tests.pages.growing import add


def picture(title: str = "A bench") -> CustomImage:
    """Return a small picture."""
    data = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(data, "PNG")
    return CustomImage.objects.create(title=title, file=ContentFile(data.getvalue(), "bench.png"))


def document(
    title: str, kind: DocumentKind, skill: ContestedSkill, language: str = "en", days: int = -1
) -> SkillDocument:
    """Return a document of `skill` that is public `days` from now."""
    file = ContentFile(b"%PDF-1.4 of the test", f"{title}.pdf")
    kept = CustomDocument.objects.create(title=title, file=file, language=language)
    return SkillDocument.objects.create(
        contested_skill=skill,
        kind=kind,
        document=kept,
        language=language,
        public_from=timezone.now() + timedelta(days=days),
    )


def plan(event: Event, title: str, skill: ContestedSkill | None = None, day: int = 0, hour: int = 9) -> ScheduleItem:
    """Return an hour of the plan on the day `day` of the championship."""
    return ScheduleItem.objects.create(
        championship=event.championship,
        contested_skill=skill,
        date=event.championship.starts_on + timedelta(days=day),
        starts_at=time(hour),
        ends_at=time(hour + 1),
        titles={"en": title, "kk": f"{title} (kk)"},
        kind=ScheduleKind.COMPETITION,
    )


def translated_skill() -> Skill:
    """Return the English row of a skill that stands in Kazakh as well."""
    skill = Skill.objects.create(number="17", name="Web technologies", sector=Sector.INFORMATION, description="Sites.")
    kazakh = skill.copy_for_translation(Locale.objects.get(language_code="kk"))
    kazakh.name = "Веб-технологиялар"
    kazakh.save()
    return skill


def fill(event: Event, page: ChampionshipPage, size: int) -> list[Entry]:
    """Give the championship `size` of everything and return the entries of the first skill."""
    entries: list[Entry] = []
    for number in range(size):
        skill = event.contest(f"Skill {number}", order=number)
        own = [event.enter(name, f"College {number}", skill) for name in NAMES[:2]]
        entries = entries or own
        event.hand_over(["90.00", "80.00"], own, skill=skill, source=f"list:{number}")
        event.official(f"Academy {number}")
        document(f"Project {number}", DocumentKind.TEST_PROJECT, skill)
        plan(event, f"Module {number}", skill)
        Partner.objects.create(championship=event.championship, name=f"Partner {number}", logo=picture())
        news = ChampionshipNewsPage(title=f"News {number}", introduction="Something new.", picture=picture())
        news.picture_words = "A bench"
        add(page, news)
    shown: Any = [
        {"type": "picture", "value": {"image": picture().pk, "alternative": f"Bench {each}"}} for each in range(size)
    ]
    page.gallery = shown
    page.venue_address, page.venue_map, page.venue_map_words = "12 Invented street", picture(), "The way from the bus"
    page.save_revision().publish()
    return entries
