"""All skills of a championship with who stands on the podium of each; 60 skills cost what one does."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F
from django.db.models.functions import Coalesce

from championships.events.models import Category, Championship, ContestedSkill, MedalKind, ResultRow, ResultState
from championships.events.skill_names import titles_of
from championships.events.standings import PODIUM_PLACES, name_of


@dataclass(frozen=True)
class Step:
    """Who stands on the podium: one line, with the place that it may share."""

    row: ResultRow

    @property
    def name(self) -> str:
        """Return what the public may call the line."""
        return name_of(self.row)

    @property
    def medal(self) -> str:
        """Return the medal, empty for none; whoever has a medallion has no place on the podium's metal."""
        return "" if self.row.medal == MedalKind.MEDALLION else self.row.medal


@dataclass(frozen=True)
class SkillPodium:
    """One skill as it stands in the list of results."""

    key: int
    title: str
    category: Category
    state: ResultState
    since: datetime | None
    version: int
    competitors: int
    steps: Sequence[Step]

    @property
    def is_final(self) -> bool:
        """Return whether the result is published: before that it may still change."""
        return self.state == ResultState.PUBLISHED


def podiums_of(championship: Championship, category: str = "") -> list[SkillPodium]:
    """Return the skills with public results, those of `category` alone if one is given. Three queries."""
    shown = ContestedSkill.objects.filter(championship=championship, public_result__isnull=False)
    if category:
        shown = shown.filter(category=category)
    counted = shown.select_related("public_result").annotate(competitors=Count("public_result__rows"))
    skills = list(counted.order_by("order", "number", Coalesce("title", "skill__name"), "pk"))
    names, steps = titles_of(skills), _steps([skill.public_result_id for skill in skills])
    return [_podium(skill, names[skill.pk], steps) for skill in skills]


def categories_of(championship: Championship) -> list[Category]:
    """Return the categories that have public results, in the order of the rules. One query."""
    shown = ContestedSkill.objects.filter(championship=championship, public_result__isnull=False)
    found = set(shown.order_by().values_list("category", flat=True).distinct())
    return [each for each in Category if each.value in found]


def _steps(results: Sequence[int | None]) -> dict[int, list[Step]]:
    rows = ResultRow.objects.filter(result__in=results, position__in=PODIUM_PLACES)
    found: dict[int, list[Step]] = defaultdict(list)
    for row in rows.defer("name", "criteria", "sections", "public_people").order_by(
        "position", F("total").desc(nulls_last=True), "pk"
    ):
        found[row.result_id].append(Step(row))
    return found


def _podium(skill: ContestedSkill, title: str, steps: dict[int, list[Step]]) -> SkillPodium:
    result = skill.public_result
    assert result is not None  # noqa: S101 -- the query asked for those that have one
    return SkillPodium(
        key=skill.pk,
        title=title,
        category=Category(skill.category),
        state=ResultState(skill.public_state),
        since=skill.public_since,
        version=result.version,
        competitors=skill.competitors,
        steps=steps.get(result.pk, ()),
    )
