"""What every paper of a championship says in its head and foot, and who is who on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from championships.events.dates import span
from championships.events.models import (
    Championship,
    ContestedSkill,
    Entry,
    EntryPerson,
    EntryStatus,
    Official,
    OfficialRole,
    PublicPerson,
)
from championships.events.public_names import sealed_name
from championships.events.skill_names import names_of
from design.printing import shortened

LONGEST_HEADING = 60
SIGNING = (OfficialRole.CHIEF_EXPERT, OfficialRole.DEPUTY_CHIEF_EXPERT, OfficialRole.EXPERT)


@dataclass(frozen=True)
class Paper:
    """What a paper is about, in the language that it is printed in."""

    championship: Championship
    skill: ContestedSkill
    title: str
    skill_title: str
    language: str
    at: datetime

    @property
    def when_and_where(self) -> str:
        """The days of the championship, and the place."""
        days = span(self.championship.starts_on, self.championship.ends_on)
        return ", ".join(filter(None, (days, self.championship.place)))

    @property
    def skill_words(self) -> str:
        """The number and the title of the skill."""
        return f"{self.skill.number} {self.skill_title}".strip()


def paper_for(skill: ContestedSkill, language: str) -> Paper:
    """Return the paper of a skill, made now. Three queries at most; call it in the language of the paper."""
    page = skill.championship.public_page(language)
    return Paper(
        championship=skill.championship,
        skill=skill,
        title=page.title if page else skill.championship.name,
        skill_title=names_of([skill], language)[skill.pk],
        language=language,
        at=timezone.localtime(),
    )


def frame_of(paper: Paper, title: str) -> dict[str, Any]:
    """Return what the head and the foot of every page say."""
    printed = f"{moment_words(paper.at)}, {dict(settings.LANGUAGES)[paper.language]}"
    return {
        "language": paper.language,
        "title": f"{title}: {paper.skill_words}",
        "heading": shortened(paper.title, LONGEST_HEADING),
        "source": shortened(paper.skill_words, LONGEST_HEADING),
        "printed": printed,
    }


def moment_words(at: datetime | None) -> str:
    """Return a moment with its offset; empty for None."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    offset = local.strftime("%z")
    return f"{date_format(local, 'DATETIME_FORMAT')} (UTC{offset[:3]}:{offset[3:5]})"


def page_label() -> str:
    """Return what counts the pages."""
    return _("Page {page} of {pages}")


# Who is who ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Starter:
    """An entry with its full name and its people, for those who run the competition."""

    entry: Entry
    name: str
    people: Sequence[PublicPerson]

    @property
    def workplace(self) -> str:
        """The workplace that was drawn, or nothing."""
        return str(self.entry.workplace or "")

    @property
    def organisation(self) -> str:
        """The organisation, or nothing."""
        return self.entry.organisation.name if self.entry.organisation else ""


def starters(skill: ContestedSkill) -> list[Starter]:
    """Return the entries that were not withdrawn: by workplace where these are drawn, else by number. Two queries."""
    people = Prefetch("members", queryset=EntryPerson.objects.select_related("person").order_by("order", "pk"))
    entries = (
        skill.entries.exclude(status=EntryStatus.WITHDRAWN).select_related("organisation").prefetch_related(people)
    )
    found = [_starter(entry) for entry in entries]
    return sorted(found, key=lambda each: (each.entry.workplace is None, each.entry.workplace or 0, each.entry.number))


def _starter(entry: Entry) -> Starter:
    people = [member.person for member in entry.members.all()]
    return Starter(entry, sealed_name(entry, people), people)


def signing_officials(skill: ContestedSkill) -> list[Official]:
    """Return who signs for a skill: its chief expert, the deputy and the experts. One query."""
    of_skill = Q(contested_skill=skill) | Q(contested_skill=None, role__in=SIGNING[:2])
    found = skill.championship.officials.filter(of_skill, role__in=SIGNING).select_related("person", "organisation")
    return sorted(found, key=lambda each: (SIGNING.index(OfficialRole(each.role)), each.pk))
