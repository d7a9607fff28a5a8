"""Loading the demo's season, each championship whole or not at all; what is here already stays as it is."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from championships.events.confirming import confirm
from championships.events.correcting import correct
from championships.events.models import (
    Championship,
    MembersAre,
    Official,
    OfficialRole,
    PublicPerson,
    SkillResult,
    Stage,
)
from championships.events.publishing import publish
from people.demo import DemoPeople
from podium.showcase.season import skills
from podium.showcase.season.cast import Cast, person_of
from podium.showcase.season.contests import Contest
from podium.showcase.season.plan import plan

FINISHED, RUNNING, ANNOUNCED = "saryarqa-regional", "jetisu-regional", "great-steppe-final"
# How many are entered in each skill: ninety people at the first championship, two in each team of robotics.
AT_FINISHED = {
    "web": 8, "service": 8, "electrics": 8, "welding": 8, "carpentry": 7, "bakery": 7, "robotics": 5, "cars": 7,
    "fashion": 6, "care": 7, "machinery": 4, "games": 5, skills.JUNIORS: 5,
}  # fmt: skip
AT_RUNNING = {"web": 5, "service": 6, "electrics": 6, "welding": 5, "robotics": 5, "care": 5}
PUBLISHED_AT_RUNNING, PROVISIONAL_AT_RUNNING = ("service", "electrics"), ("welding", "robotics")
FIRST_NAME = {FINISHED: 0, RUNNING: 200}  # Fewer than two hundred are named at each.
SINCE_FINISHED, UNTIL_ANNOUNCED = timedelta(days=19), timedelta(days=60)
LAST_DAY = timedelta(days=2)
CORRECTED, FOUND = "bakery", "The scales of workplace 3 showed 40 g too little: weighed again in front of the experts."


@dataclass(frozen=True)
class Season:
    """The three championships of the season."""

    finished: Championship
    running: Championship
    announced: Championship


def load_season(people: DemoPeople) -> Season:
    """Load what is missing of the season and return it; the dates stay as they were first set."""
    skills.load_skills(people.admin)
    today = timezone.localdate()
    return Season(
        Championship.objects.filter(slug=FINISHED).first() or _load_finished(people, today - SINCE_FINISHED),
        Championship.objects.filter(slug=RUNNING).first() or _load_running(people, today - timedelta(days=1)),
        Championship.objects.filter(slug=ANNOUNCED).first() or _load_announced(today + UNTIL_ANNOUNCED),
    )


@transaction.atomic
def _load_finished(people: DemoPeople, starts_on: date) -> Championship:
    championship = _made(FINISHED, "Saryarqa Regional Championship", "Qaraghandy", starts_on)
    for contest in _contests(championship, people, list(AT_FINISHED)):
        entries = contest.enter(AT_FINISHED[contest.key], started=True)
        contest.seat_experts(_chief_of(contest, people))
        contest.draw()
        _publish(people, contest.hand_over(people.mentor, entries))
        if contest.key == CORRECTED:
            _put_right(people, contest.skill.results.get())
    return championship


@transaction.atomic
def _load_running(people: DemoPeople, starts_on: date) -> Championship:
    championship = _made(RUNNING, "Jetisu Regional Championship", "Taldyqorghan", starts_on, shows_provisional=True)
    for contest in _contests(championship, people, list(AT_RUNNING)):
        entries = contest.enter(AT_RUNNING[contest.key], started=True)
        contest.seat_experts(_chief_of(contest, people))
        contest.draw()
        if contest.key in PROVISIONAL_AT_RUNNING:
            contest.hand_over(people.mentor, entries)
        if contest.key in PUBLISHED_AT_RUNNING:
            _publish(people, contest.hand_over(people.mentor, entries))
    return championship


@transaction.atomic
def _load_announced(starts_on: date) -> Championship:
    final: dict[str, Any] = {"stage": Stage.FINAL, "members_are": MembersAre.REGION}
    championship = _made(ANNOUNCED, "Great Steppe Final", "Aqshoqy", starts_on, **final)
    contested = skills.contest(championship, list(AT_FINISHED))
    plan(championship, contested, timezone.now())
    return championship


def _made(slug: str, name: str, place: str, starts_on: date, **fields: Any) -> Championship:
    """Return a new championship of three days, whose results a second person confirms."""
    days = {"starts_on": starts_on, "ends_on": starts_on + LAST_DAY}
    facts = {"stage": Stage.REGIONAL, **days, **fields}
    return Championship.objects.create(slug=slug, name=name, place=place, **facts)


def _contests(championship: Championship, people: DemoPeople, keys: list[str]) -> list[Contest]:
    """Return the contests, once the plan is written and the organiser is named."""
    contested = skills.contest(championship, keys)
    plan(championship, contested, timezone.now())
    runs = person_of(people.organiser, people.organiser)
    college = people.kazakh_college
    role = OfficialRole.ORGANISER
    Official.objects.create(championship=championship, person=runs, role=role, organisation=college)
    cast = Cast(people.organiser, championship.slug, FIRST_NAME[championship.slug])
    return [Contest(key, contested[key], cast) for key in keys]


def _chief_of(contest: Contest, people: DemoPeople) -> PublicPerson | None:
    """Return the demo's expert for her own skill, where she confirms; elsewhere somebody new is asked."""
    return person_of(people.expert, people.organiser) if contest.key == "web" else None


def _publish(people: DemoPeople, result: SkillResult) -> SkillResult:
    """Let the organiser confirm and publish what the mentor handed over."""
    return publish(actor=people.organiser, result=confirm(actor=people.organiser, result=result))


def _put_right(people: DemoPeople, result: SkillResult) -> None:
    """Correct one mark of a published result; whoever corrects may not confirm, so the administrator does."""
    row = result.rows.order_by("position").last()
    assert row is not None  # noqa: S101 -- seven are entered
    better = {criterion.letter: criterion.maximum for criterion in skills.criteria_of(CORRECTED)}
    changes = {row.pk: {"C": better["C"]}}
    corrected = correct(actor=people.organiser, result=result, reason=FOUND, public_reason=FOUND, changes=changes)
    publish(actor=people.organiser, result=confirm(actor=people.admin, result=corrected))
