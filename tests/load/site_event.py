"""A whole event in a database of its own, for measuring its pages and its standings; asked in lines of JSON.

What the marks are: each is the row of one aspect for one competitor, of 0 or 1 mark, written in bulk without its event in
the log of the room. Rooms, hand-over and publishing are Podium's own functions.
"""

import os
import time
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "podium.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402 -- the apps come first
from django.db import connection, transaction  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.models import Locale, Page, Site  # noqa: E402

from championships.events import sections, sources  # noqa: E402
from championships.events.handing_over import hand_over  # noqa: E402
from championships.events.models import (  # noqa: E402
    Championship,
    ChampionshipIndexPage,
    ChampionshipPage,
    ContestedSkill,
    MembersAre,
    SkillResult,
)
from championships.events.publishing import publish_at_once  # noqa: E402
from championships.events.recomputing import differences_of_all  # noqa: E402
from championships.schemes.models import Aspect, Criterion, Scheme, SchemeVersion, SubCriterion  # noqa: E402
from coaching.rooms.actors import HostActor, ParticipantActor  # noqa: E402
from coaching.rooms.execution import execute  # noqa: E402
from coaching.rooms.models import (  # noqa: E402
    AspectMark,
    CompetitorTotal,
    MarkState,
    Participant,
    ParticipantRole,
    ParticipantStatus,
    Room,
    RoomStatus,
)
from coaching.rooms.opening import open_room  # noqa: E402
from coaching.rooms.sheet import sheet_of  # noqa: E402
from coaching.rooms.totalling import recompute  # noqa: E402
from pages.models import HomePage, StandardPage  # noqa: E402
from people.models import Membership, Organisation, Role, User  # noqa: E402
from tests.load.lines import serve_lines  # noqa: E402

CRITERIA, ROWS_AT_ONCE = "ABCDEF", 2000
COLLEGES, REGIONS = 200, 17
MARK = Decimal("1.00")


@dataclass(frozen=True)
class Size:
    """How large the event is."""

    skills: int
    competitors: int
    marks: int

    @property
    def in_a_skill(self) -> int:
        """Return how many compete in each skill."""
        return self.competitors // self.skills

    @property
    def aspects(self) -> int:
        """Return how many aspects each of them is marked on."""
        return max(self.marks // (self.in_a_skill * self.skills), len(CRITERIA))


class Event:
    """Builds the event, and measures what is asked."""

    championship: Championship
    running: Room

    def build(self, **size: int) -> dict[str, Any]:
        """Build the event with its pages and return their addresses, and what was built."""
        self.size = Size(**size)
        self.dice = Random(2026)  # noqa: S311 -- the same event for everybody
        begun = time.monotonic()
        self.host = User.objects.create_user("host@podium.example", None, name="Host")
        self.colleges = Organisation.objects.bulk_create(
            Organisation(name=f"College of Measures {n}", region=f"Region {n % REGIONS}", country="KZ")
            for n in range(COLLEGES)
        )
        Membership.objects.create(user=self.host, organisation=self.colleges[0], role=Role.ORGANISER)
        Membership.objects.create(user=self.host, organisation=self.colleges[0], role=Role.MENTOR)
        self.championship = self._championship()
        self.version = self._version()
        for number in range(1, self.size.skills + 1):
            self._publish(self._marked(number, self.size.in_a_skill), number)
        self.running = self._marked(0, self.size.in_a_skill, ended=False)
        addresses = self._pages()
        built = {"marks": AspectMark.objects.count(), "competitors": self.size.in_a_skill * self.size.skills}
        return {"addresses": addresses, "seconds": time.monotonic() - begun, "skills": self.size.skills, **built}

    def _championship(self) -> Championship:
        today = timezone.localdate()
        return Championship.objects.create(
            name="Event of measures",
            slug="measures",
            starts_on=today,
            ends_on=today,
            needs_second_person=False,
            members_are=MembersAre.REGION,
        )

    def _version(self) -> SchemeVersion:
        scheme = Scheme.objects.create(title="Scheme of measures", owner=self.host)
        total = Decimal(self.size.aspects)
        version = SchemeVersion.objects.create(scheme=scheme, number=1, digest=uuid4().hex, total=total)
        for order, letter in enumerate(CRITERIA):
            count = len(range(order, self.size.aspects, len(CRITERIA)))
            made = Criterion.objects.create(version=version, letter=letter, name=letter, marks=count, order=order)
            part = SubCriterion.objects.create(criterion=made, code=f"{letter}1", order=1)
            Aspect.objects.bulk_create(
                Aspect(sub_criterion=part, code=f"{letter}1.M{n}", kind="M", maximum=MARK, order=n)
                for n in range(1, count + 1)
            )
        return version

    @transaction.atomic
    def _marked(self, number: int, competitors: int, *, ended: bool = True) -> Room:
        """Return a room in which everybody is marked on everything, ended or still running."""
        room = open_room(
            host=self.host,
            title=f"Skill {number}",
            scheme_version=self.version,
            sub_criteria=SubCriterion.objects.filter(criterion__version=self.version),
            duration_minutes=600,
        )
        Participant.objects.filter(room=room).update(status=ParticipantStatus.PRESENT, joined_at=timezone.now())
        people = Participant.objects.bulk_create(
            Participant(
                room=room,
                role=ParticipantRole.COMPETITOR,
                number=n,
                display_name=f"Given{n} Family{number}",
                organisation_name=self.dice.choice(self.colleges).name,
                status=ParticipantStatus.PRESENT,
                joined_at=timezone.now(),
            )
            for n in range(1, competitors + 1)
        )
        CompetitorTotal.objects.bulk_create(CompetitorTotal(room=room, competitor=person) for person in people)
        AspectMark.objects.bulk_create(self._marks(room, people), ROWS_AT_ONCE)
        if ended:
            Room.objects.filter(pk=room.pk).update(status=RoomStatus.ENDED)
            return room
        for person in people:
            recompute(room, person, sheet_of(room.pk))
        execute(room_id=room.pk, actor=HostActor(self.host), command_id=uuid4(), type="room.start", data={})
        return room

    def _marks(self, room: Room, people: list[Participant]) -> Any:
        aspects = [aspect.id for aspect in sheet_of(room.pk).aspects]
        for person in people:
            skilled = self.dice.uniform(0.4, 0.95)
            for aspect in aspects:
                mark = MARK if self.dice.random() < skilled else Decimal("0.00")
                yield AspectMark(room=room, competitor=person, aspect_id=aspect, state=MarkState.MARKED, mark=mark)

    def _publish(self, room: Room, number: int) -> SkillResult:
        source = f"room:{room.pk}"
        known = sources.source_of(source)
        assert known is not None
        title = f"{number:02} Skill of measures"
        skill, _new = ContestedSkill.objects.get_or_create(championship=self.championship, title=title, order=number)
        result = hand_over(
            actor=self.host,
            championship=self.championship,
            skill_title=title,
            scheme_version=self.version,
            source=source,
            handed=known.recompute(sources.key_of(source)),
            contested_skill=skill,
        )
        return publish_at_once(actor=self.host, result=result)

    def _pages(self) -> dict[str, str]:
        locale = Locale.objects.get_or_create(language_code="en")[0]
        home = HomePage(title="Podium", slug="measures", headline="Measure.", lead="A lead.", locale=locale)
        Page.get_first_root_node().add_child(instance=home)
        site = Site.objects.get(is_default_site=True)
        site.root_page = home
        # Not by `update`: what Wagtail remembers of the roots of sites is forgotten when one is saved.
        site.save()
        pages = {
            "a page of Wagtail's own template": Page(title="Bare", slug="bare", locale=locale),
            "an empty page of Podium": StandardPage(title="Empty", slug="empty", locale=locale),
            "the list of championships": ChampionshipIndexPage(title="All", slug="championships", locale=locale),
        }
        for page in pages.values():
            home.add_child(instance=page)
        own = ChampionshipPage(title="Measures", slug="measures", locale=locale, championship=self.championship)
        pages["the list of championships"].add_child(instance=own)
        found = {name: page.get_url() or "" for name, page in {**pages, "the championship": own}.items()}
        filled = sections.filled_sections(Championship.objects.all()).get(self.championship.pk, ())
        over_all = {"the home page": reverse("wagtail_serve", args=[""]), "the records": reverse("events:records")}
        return {**found, **over_all, **{f"its section {s.name}": f"{own.get_url()}{s.name}/" for s in filled}}

    def queries(self, address: str) -> dict[str, int]:
        """Return the statements of one answer: made anew, and for the second reader where answers are kept."""
        settings.ALLOWED_HOSTS = ["*"]
        return {"cold": self._counted(address, kept=False), "kept": self._counted(address, kept=True)}

    def _counted(self, address: str, *, kept: bool) -> int:
        with override_settings(KEPT_ANSWERS=kept):
            Client().get(address)
            with CaptureQueriesContext(connection) as captured:
                status = Client().get(address).status_code
                assert status == 200, f"{address} answers {status}."
        return len(captured)

    def standings(self) -> dict[str, Any]:
        """Add all results up anew from the marks of their rooms, and compare every cell with what is stored."""
        begun = time.monotonic()
        wrong = differences_of_all(self.championship)
        return {"seconds": time.monotonic() - begun, "differences": len(wrong)}

    def one_skill(self) -> dict[str, float]:
        """Take the result of one skill anew and publish it: the other skills stay, the best of each region follow."""
        current = SkillResult.objects.filter(replaced_at__isnull=True).select_related("contested_skill")
        result = current.order_by("pk")[0]
        room = Room.objects.get(pk=sources.key_of(result.source))
        begun = time.monotonic()
        assert result.contested_skill is not None
        self._publish(room, result.contested_skill.order)
        return {"ms": (time.monotonic() - begun) * 1e3}

    def one_mark(self, count: int) -> dict[str, float]:
        """Change marks one by one in a room that runs, through its log; milliseconds for each, totals and place with it."""
        judge = Participant.objects.filter(room=self.running, role=ParticipantRole.JUDGE).order_by("number")[0]
        people = list(Participant.objects.filter(room=self.running, role=ParticipantRole.COMPETITOR))
        aspects = [aspect.id for aspect in sheet_of(self.running.pk).aspects]
        asked = [(str(self.dice.choice(people).pk), self.dice.choice(aspects)) for _ in range(count)]
        begun = time.monotonic()
        for turn, (competitor, aspect) in enumerate(asked):
            about = {"competitor": competitor, "aspect": aspect, "mark": f"{turn % 2}.00", "reason": "Measured."}
            execute(
                room_id=self.running.pk,
                actor=ParticipantActor(judge),
                command_id=uuid4(),
                type="measurement.record",
                data=about,
            )
        return {"ms": (time.monotonic() - begun) * 1e3 / count}


if __name__ == "__main__":
    serve_lines(Event())
