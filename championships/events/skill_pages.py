"""What the page of a skill shows over all championships; whoever stands above adds what it has for a skill.

Training registers its modules and programmes here, from `ready()` of its configuration: championships may not import it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise

from championships.events.models import (
    Category,
    ContestedSkill,
    DocumentKind,
    Entry,
    EntryStatus,
    ResultRow,
    SkillDocument,
)
from championships.events.public_results.published import Held, held, listed_skills
from championships.events.standings import name_of
from championships.schemes.models import Skill
from pages.shelves import ShelfItem
from pages.structured import Thing


@dataclass(frozen=True)
class Shelf:
    """What there is for a skill of one kind: its heading, the items, and what search engines are told of them."""

    label: str | Promise
    items: Sequence[ShelfItem]
    things: Sequence[Thing] = ()


ShelfOfSkill = Callable[[UUID, HttpRequest], Shelf]

_makers: list[ShelfOfSkill] = []


def register_shelf_of_skill(make: ShelfOfSkill) -> None:
    """Show on the page of a skill what `make` returns for its translation key; registering it again changes nothing."""
    if make not in _makers:
        _makers.append(make)


def shelves_of(key: UUID, request: HttpRequest) -> list[Shelf]:
    """Return the shelves of the skill with this translation key that have something on them."""
    return [shelf for make in _makers if (shelf := make(key, request)).items]


@dataclass(frozen=True)
class Contest:
    """One championship that the skill was contested at, and who won, by public names; nobody before it is public."""

    at: Held
    key: int
    category: Category
    winners: str
    organisations: str
    is_final: bool

    @property
    def url(self) -> str:
        """Return the address of the result, of the championship where nothing is public yet."""
        return self.at.result_of(self.key) if self.winners else self.at.url


def contested(key: UUID) -> QuerySet[ContestedSkill]:
    """Return where the skill with this translation key was contested, also where only a title names it."""
    names = Skill.objects.filter(translation_key=key)
    titles = {title for skill in names for title in (skill.name, str(skill))}
    return listed_skills().filter(Q(skill__translation_key=key) | Q(skill=None, title__in=titles))


def first_keys(keys: Iterable[UUID]) -> Mapping[UUID, int]:
    """Return the key that the address of each skill is made of: its oldest row's, the same in all languages. One query."""
    rows = Skill.objects.filter(translation_key__in=list(keys)).order_by()
    return dict(rows.values("translation_key").annotate(first=Min("pk")).values_list("translation_key", "first"))


def contests_of(skills: Iterable[ContestedSkill]) -> list[Contest]:
    """Return the championships of these contested skills, the latest first. Three queries."""
    skills = list(skills)
    championships = held(skill.championship_id for skill in skills)
    winners = _winners(skills)
    found = [
        _contest(skill, championships[skill.championship_id], winners.get(skill.public_result_id or 0, ()))
        for skill in skills
        if skill.championship_id in championships
    ]
    return sorted(found, key=lambda contest: (contest.at.starts_on, -contest.key), reverse=True)


def tasks_of(skills: Iterable[ContestedSkill]) -> list[SkillDocument]:
    """Return the test projects that everybody may read now, the latest championship first. One query."""
    documents = SkillDocument.objects.filter(contested_skill__in=list(skills), kind=DocumentKind.TEST_PROJECT)
    public = documents.filter(public_from__lte=timezone.now())
    ordered = public.order_by("-contested_skill__championship__starts_on", "language", "pk")
    return list(ordered.select_related("document", "contested_skill__championship"))


def organisations_of(skills: Iterable[ContestedSkill]) -> list[str]:
    """Return the names of the organisations whose competitors are entered or have public results. Two queries."""
    skills = list(skills)
    entries = Entry.objects.filter(contested_skill__in=skills).exclude(status=EntryStatus.WITHDRAWN)
    entered = entries.order_by().values_list("organisation__name", flat=True).distinct()
    results = [skill.public_result_id for skill in skills if skill.public_result_id]
    rows = ResultRow.objects.filter(result__in=results).order_by()
    names = {*entered, *rows.values_list("organisation_name", flat=True).distinct()}
    return sorted((name for name in names if name), key=str.casefold)


def times_contested(keys: Iterable[UUID]) -> Mapping[UUID, int]:
    """Return at how many championships each skill was contested, by translation key. One query."""
    skills = listed_skills().filter(skill__translation_key__in=list(keys)).order_by()
    counted = skills.values("skill__translation_key").annotate(times=Count("championship", distinct=True))
    return dict(counted.values_list("skill__translation_key", "times"))


def _winners(skills: Sequence[ContestedSkill]) -> dict[int, list[ResultRow]]:
    results = [skill.public_result_id for skill in skills if skill.public_result_id]
    rows = ResultRow.objects.filter(result__in=results, position=1).defer("name", "criteria", "sections")
    found: dict[int, list[ResultRow]] = {}
    for row in rows.order_by("pk"):
        found.setdefault(row.result_id, []).append(row)
    return found


def _contest(skill: ContestedSkill, at: Held, winners: Sequence[ResultRow]) -> Contest:
    return Contest(
        at=at,
        key=skill.pk,
        category=Category(skill.category),
        winners=", ".join(name_of(row) for row in winners),
        organisations=", ".join(dict.fromkeys(row.organisation_name for row in winners if row.organisation_name)),
        is_final=skill.public_state in {"", "published"},
    )
