"""The contests of the demo's season: who is entered, who judges, and what they were given."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from championships.events.drawing import draw_workplaces
from championships.events.entering import confirm_entry, enter, start
from championships.events.handing_over import hand_over
from championships.events.lines import CENT, HandedOver, PublishedCriterion, PublishedRow
from championships.events.marking_teams import form_team
from championships.events.models import ContestedSkill, Entry, Official, OfficialRole, PublicPerson, SkillResult
from people.models import Organisation, User
from podium.showcase.season.cast import Cast
from podium.showcase.season.skills import JUNIORS, criteria_of

EXPERTS = 3
# Parts of a criterion's marks: how good somebody is, and by how much one criterion goes better than another.
WORST, BEST, SWAY = 0.52, 0.94, 0.09


@dataclass(frozen=True)
class Contest:
    """One contested skill of the season, by the key of its texts."""

    key: str
    skill: ContestedSkill
    cast: Cast

    @property
    def organiser(self) -> User:
        """Return who runs it."""
        return self.cast.organiser

    def enter(self, count: int, *, started: bool) -> list[Entry]:
        """Enter so many competitors or teams, one college after the other."""
        colleges = self.cast.colleges_from(self.skill.order * 5)
        entries = [self._enter(college, number) for number, college in zip(range(1, count + 1), colleges, strict=False)]
        step = start if started else confirm_entry
        return [step(actor=self.organiser, entry=entry) for entry in entries]

    def _enter(self, college: Organisation, number: int) -> Entry:
        size = self.skill.team_size
        people = [self.cast.competitor(college, junior=self.key == JUNIORS) for _ in range(size)]
        return enter(
            actor=self.organiser,
            contested_skill=self.skill,
            people=people,
            organisation=college,
            team_name=f"{college.region} {number}" if size > 1 else "",
            number=number,
        )

    def seat_experts(self, chief: PublicPerson | None = None) -> None:
        """Name a chief expert, by default somebody new, and three experts, and let them form the marking team."""
        colleges = self.cast.colleges_from(self.skill.order * 5 + 2)
        leads, *judges = [
            self._official(next(colleges), role, chief if role == OfficialRole.CHIEF_EXPERT else None)
            for role in (OfficialRole.CHIEF_EXPERT, *[OfficialRole.EXPERT] * EXPERTS)
        ]
        form_team(actor=self.organiser, contested_skill=self.skill, name="1", judges=judges, coordinator=leads)

    def _official(self, college: Organisation, role: OfficialRole, person: PublicPerson | None) -> Official:
        return Official.objects.create(
            championship=self.skill.championship,
            contested_skill=self.skill,
            person=person or self.cast.expert(college),
            role=role,
            organisation=college,
        )

    def draw(self) -> None:
        """Draw the workplaces with dice that were thrown in front of everybody."""
        dice = " ".join(str(self.cast.chance.randint(1, 6)) for _ in range(5))
        draw_workplaces(actor=self.organiser, contested_skill=self.skill, seed=f"Dice {dice}")

    def hand_over(self, mentor: User, entries: Sequence[Entry]) -> SkillResult:
        """Hand over what the entries were given, by criterion."""
        criteria = criteria_of(self.key)
        slug = self.skill.championship.slug
        chance = Random(f"{slug} {self.key}")  # noqa: S311 -- everybody shall get the same marks
        return hand_over(
            actor=mentor,
            championship=self.skill.championship,
            skill_title=str(self.skill),
            scheme_version=None,
            source=f"season:{slug}:{self.key}",
            handed=HandedOver([_line(entry, criteria, chance) for entry in entries], criteria),
            contested_skill=self.skill,
        )


def _line(entry: Entry, criteria: Sequence[PublishedCriterion], chance: Random) -> PublishedRow:
    skilled = chance.uniform(WORST, BEST)
    marks = {each.letter: _mark(each.maximum, skilled, chance) for each in criteria}
    # Place, name and college follow from the entry.
    total = sum(marks.values(), Decimal(0))
    return PublishedRow(1, "", "", total, marks, key=str(entry.number), entry=entry)


def _mark(maximum: Decimal, skilled: float, chance: Random) -> Decimal:
    part = min(max(chance.gauss(skilled, SWAY), 0.2), 1.0)
    return (maximum * Decimal(str(round(part, 4)))).quantize(CENT)
