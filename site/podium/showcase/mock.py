"""The demo's finished mock championship: held by the real commands, at the moments that a morning has.

What happened is told in texts/mock_room.toml; this module says in which order, and when.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from championships.schemes.models import SchemeVersion, SubCriterion
from coaching.rooms.actors import Actor, HostActor, ParticipantActor
from coaching.rooms.dividing import ModuleWish
from coaching.rooms.execution import command_for, locked_room, perform
from coaching.rooms.joining import claim_seat, join
from coaching.rooms.models import Dispute, Participant, ParticipantRole, Room, RoomKind
from coaching.rooms.opening import open_room
from coaching.rooms.seating import seats_for
from coaching.rooms.sheet import sheet_of
from people.demo import DemoPeople
from people.models import User
from podium.showcase import texts

OPENED_BY = UUID("5a9e1f0c-6d57-4a3c-9a55-0c1b6c5d7e21")
BEGINS = time(9, 30)
DAYS_AGO = 3
TO_MARK, TO_SCORE, TO_TALK, TO_SIGN = 17, 6, 95, 25  # Seconds between what people do.
Story = Mapping[str, Any]


@transaction.atomic
def load_mock(people: DemoPeople, version: SchemeVersion) -> Room:
    """Return the finished room, held now if it was not before: all of it or nothing."""
    held = Room.objects.filter(opened_by_command=OPENED_BY).first()
    if held is not None:
        return held
    morning = timezone.make_aware(datetime.combine(timezone.localdate() - timedelta(days=DAYS_AGO), BEGINS))
    mock = Mock(people, version, begins_at=morning, command_id=OPENED_BY)
    mock.work()
    for module in (1, 2):
        mock.judge(module)
        mock.sign(module)
        if module == 1:
            mock.go_on()
    mock.finish()
    return mock.room


class Mock:
    """A mock championship that is being held: the room, who is in it, and the moment that it has got to."""

    def __init__(
        self, people: DemoPeople, version: SchemeVersion, *, begins_at: datetime, command_id: UUID | None = None
    ) -> None:
        """Open the room half an hour before its clock starts, and let everybody in."""
        self.story: Story = texts.load("mock_room")
        self.now = begins_at - timedelta(minutes=30)
        self.host = HostActor(people.mentor)
        self.room = _opened(self.story, people.mentor, version, self.now, command_id)
        self._seat(people)
        # Those who came have moved the log on; from here on this process alone holds the room.
        self.room = locked_room(self.room.pk)
        self.aspects = {aspect.code: aspect for aspect in sheet_of(self.room.pk).aspects}
        self.now = begins_at

    def _seat(self, people: DemoPeople) -> None:
        seats = Participant.objects.filter(room=self.room).order_by("number")
        told = [*self.story["judges"], self.story["coordinator"]]
        taken = [*seats.filter(role=ParticipantRole.JUDGE), *seats.filter(role=ParticipantRole.COORDINATOR)]
        for seat, person in zip(taken, told, strict=True):
            user = _account(people, person)
            claim_seat(
                participant=seat, display_name=person["name"], user=user, command_id=uuid4(), now=self._later(60)
            )
        self.competitors = [
            join(
                room=self.room,
                display_name=person["name"],
                organisation_name=person["organisation"],
                user=_account(people, person),
                command_id=uuid4(),
                now=self._later(45),
            ).participant
            for person in self.story["competitors"]
        ]
        self.room = locked_room(self.room.pk)
        for seat, person in zip(taken, told, strict=True):
            self.do(self.host, "participant.describe", 10, participant=seat, organisation=person["organisation"])
        # As they are now: who marks whom depends on whom they represent.
        self.panel = list(Participant.objects.filter(pk__in=[seat.pk for seat in taken]).order_by("-role", "number"))
        self.coordinator = ParticipantActor(self.panel[-1])

    def _later(self, seconds: int) -> datetime:
        self.now += timedelta(seconds=seconds)
        return self.now

    def do(self, actor: Actor, command: str, after: int, **data: Any) -> None:
        """Give a command so many seconds `after` the one before; people are named by their rows."""
        plain = {name: str(value.pk) if isinstance(value, Participant) else value for name, value in data.items()}
        perform(self.room, command_for(actor, uuid4(), command, plain, is_fresh=True), now=self._later(after))

    def work(self) -> None:
        """Let the first module run: somebody is given time back, and the time is over."""
        given = self.story["given"]
        competitor = self.competitors[given["competitor"] - 1]
        self.do(self.host, "room.start", 0)
        seconds, reason = given["seconds"], given["reason"]
        self.do(self.host, "time.give", 32 * 60, participant=competitor, seconds=seconds, reason=reason)
        self._wait_for_end()
        self._later(seconds)

    def _wait_for_end(self) -> None:
        self.now = max(self.now, self.room.ends_at or self.now)

    def judge(self, module: int) -> None:
        """Mark everybody on the aspects of the module, with what judges say about it."""
        for number, competitor in enumerate(self.competitors, 1):
            told = self.story["competitors"][number - 1]["marks"]
            for aspect in sheet_of(self.room.pk).aspects_of_module(module):
                self._mark(competitor, aspect.code, told[aspect.code])
                self._comment(number, competitor, aspect.code)

    def _mark(self, competitor: Participant, code: str, told: Any) -> None:
        about = {"competitor": competitor, "aspect": self.aspects[code].id}
        judges = self._judges_of(competitor)
        if self.aspects[code].kind == "J":
            self._score(about, judges, told)
        elif isinstance(told, list):
            self.do(judges[0], "measurement.record", TO_MARK * 2, mark=told[0], reason=told[1], **about)
        else:
            by = judges[self.room.seq % len(judges)]
            self.do(by, "measurement.observe", TO_MARK, observation=told, **about)

    def _score(self, about: dict[str, Any], judges: Sequence[Actor], rounds: Sequence[Sequence[int]]) -> None:
        for number, scores in enumerate(rounds, 1):
            self._later(TO_MARK if number == 1 else TO_TALK)
            for judge, score in zip(judges, scores, strict=True):
                self.do(judge, "judgement.score", TO_SCORE, score=score, round=number, **about)

    def _judges_of(self, competitor: Participant) -> list[Actor]:
        """Return who marks the competitor, the coordinator in the seat of a compatriot."""
        by_id = {str(person.pk): person for person in self.panel}
        return [ParticipantActor(by_id[seat]) for seat in seats_for(competitor, self.panel)]

    def _comment(self, number: int, competitor: Participant, code: str) -> None:
        for said in self.story["comments"]:
            if (said["competitor"], said["aspect"]) == (number, code):
                judge = ParticipantActor(self.panel[said["judge"] - 1])
                about = {"competitor": competitor, "aspect": self.aspects[code].id}
                self.do(judge, "comment.write", TO_MARK, text=said["text"], **about)

    def sign(self, module: int) -> None:
        """Let the coordinator check every form, send one back if so told, and have all signed and locked."""
        for number, competitor in enumerate(self.competitors, 1):
            version = self._check(module, number, competitor)
            for judge in self._judges_of(competitor):
                self.do(judge, "form.sign", TO_SIGN, competitor=competitor, module=module, version=version)
        self.do(self.host, "form.lock", TO_SIGN, competitor=None, module=module)

    def _check(self, module: int, number: int, competitor: Participant) -> int:
        """Check a form and return its version: the second, if it was sent back and a mark was put right."""
        form = {"competitor": competitor, "module": module}
        self.do(self.coordinator, "form.check", TO_SIGN, version=1, **form)
        sent = self.story["sent_back"]
        if (sent["competitor"], sent["module"]) != (number, module):
            return 1
        self.do(self.coordinator, "form.return", TO_SIGN, reason=sent["reason"], **form)
        self._mark(competitor, sent["aspect"], sent["mark"])
        self.do(self.coordinator, "form.check", TO_SIGN, version=2, **form)
        return 2

    def go_on(self) -> None:
        """Start the second module when the break after the first is over, and let it run."""
        pause = self.story["modules"][0]["break"] * 60
        self.now = max(self.now, (self.room.ends_at or self.now) + timedelta(seconds=pause))
        self.do(self.host, "module.start", 0, module=2)
        self._wait_for_end()

    def finish(self) -> None:
        """Release both modules, with a dispute about the first that is declined, and end the room."""
        told = self.story["dispute"]
        competitor, module = self.competitors[told["competitor"] - 1], told["module"]
        about = {"competitor": competitor, "module": module, "aspect": self.aspects[told["aspect"]].id}
        self.do(self.host, "module.release", 120, module=1)
        self.do(ParticipantActor(competitor), "dispute.file", 260, text=told["text"], **about)
        dispute = str(Dispute.objects.get(room=self.room).pk)
        answer = {"outcome": "declined", "answer": told["answer"]}
        self.do(self.host, "dispute.answer", 540, dispute=dispute, **answer)
        self.do(self.host, "module.release", 60, module=2)
        self.do(self.host, "room.end", 120)


def _opened(story: Story, host: User, version: SchemeVersion, at: datetime, command_id: UUID | None) -> Room:
    parts = SubCriterion.objects.filter(criterion__version=version, code__in=story["parts"])
    return open_room(
        host=host,
        title=story["title"],
        scheme_version=version,
        sub_criteria=list(parts.order_by("criterion__order", "order")),
        kind=RoomKind.MOCK,
        modules=list(_modules(story)),
        command_id=command_id,
        opened_at=at,
    )


def _modules(story: Story) -> Iterator[ModuleWish]:
    for told in story["modules"]:
        yield ModuleWish(told["title"], told["parts"], told["working"], told["reading"], told["break"])


def _account(people: DemoPeople, person: Mapping[str, str]) -> User | None:
    return getattr(people, person["account"]) if "account" in person else None
