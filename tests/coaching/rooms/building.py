"""Building rooms to test: a small scheme with both kinds of aspects, people, and commands in few words."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from championships.schemes.models import Aspect, Criterion, Scheme, SchemeVersion, StandardsSection, SubCriterion
from coaching.rooms.actors import Actor, HostActor, ParticipantActor
from coaching.rooms.execution import Reply, execute
from coaching.rooms.joining import Joined, claim_seat, join
from coaching.rooms.models import Participant, ParticipantRole, Room
from coaching.rooms.opening import open_room
from people.models import Membership, Organisation, Role, User

ASPECTS = (
    ("A", "A1", "A1.M1", "M", "1.00", 1),
    ("A", "A1", "A1.J1", "J", "2.00", 2),
    ("A", "A2", "A2.M1", "M", "0.50", 2),
    ("B", "B1", "B1.J1", "J", "1.00", 1),
    ("B", "B1", "B1.M1", "M", "1.50", 2),
)

RULES = {
    "A2.M1": {"rule": "deduct_from_full", "deduction": "0.10"},
    "B1.M1": {"rule": "regular_difference", "target": "1200", "difference": "1", "deduction": "0.25"},
}
"""How some of them are measured; the others are full or zero."""


def make_host(email: str = "host@podium.example") -> User:
    """Return a mentor."""
    user = User.objects.create_user(email, "secret", name="Aigerim Demo-Mentor")
    college, _ = Organisation.objects.get_or_create(name="College of Tests")
    Membership.objects.create(user=user, organisation=college, role=Role.MENTOR)
    return user


def make_version(owner: User) -> SchemeVersion:
    """Return a scheme of two criteria, three sub-criteria, five aspects and six marks."""
    scheme = Scheme.objects.create(title="Small scheme", owner=owner)
    version = SchemeVersion.objects.create(scheme=scheme, number=1, digest=uuid4().hex, total=Decimal("6.00"))
    for number in (1, 2):
        StandardsSection.objects.create(version=version, number=number, name=f"Section {number}")
    for order, (letter, code, aspect, kind, maximum, section) in enumerate(ASPECTS):
        criterion, _ = Criterion.objects.get_or_create(
            version=version, letter=letter, defaults={"name": f"Criterion {letter}", "marks": 3, "order": order}
        )
        sub_criterion, _ = SubCriterion.objects.get_or_create(criterion=criterion, code=code, defaults={"order": order})
        Aspect.objects.create(
            sub_criterion=sub_criterion,
            code=aspect,
            kind=kind,
            maximum=Decimal(maximum),
            section=StandardsSection.objects.get(version=version, number=section),
            order=order,
            calculation=RULES.get(aspect),
        )
    return version


@dataclass
class Built:
    """A room with its people."""

    room: Room
    host: User
    judges: list[Joined]
    competitors: list[Joined]
    aspects: dict[str, int]
    coordinator: Joined | None = None
    observers: list[Joined] = field(default_factory=list)

    def fresh(self) -> Room:
        """Return the room as it is in the database now."""
        return Room.objects.get(pk=self.room.pk)

    def as_host(self, kind: str, **data: Any) -> Reply:
        """Give a command as the host."""
        return self.command(HostActor(self.host), kind, data)

    def as_judge(self, seat: int, kind: str, **data: Any) -> Reply:
        """Give a command as the judge on this seat, counted from 0."""
        return self.command(ParticipantActor(self.judges[seat].participant), kind, data)

    def as_coordinator(self, kind: str, **data: Any) -> Reply:
        """Give a command as the coordinator."""
        assert self.coordinator is not None
        return self.command(ParticipantActor(self.coordinator.participant), kind, data)

    def as_competitor(self, number: int, kind: str, **data: Any) -> Reply:
        """Give a command as this competitor, counted from 0."""
        return self.command(ParticipantActor(self.competitors[number].participant), kind, data)

    def represent(self, people: list[Joined], *members: str) -> None:
        """Let these people represent these members, in order: nobody marks their own where compatriots are apart.

        Before anything is marked, and without an event: tests that read the log use `participant.describe`.
        """
        for joined, member in zip(people, members, strict=False):
            joined.participant.member = member
            joined.participant.save(update_fields=["member"])

    def command(self, actor: Actor, kind: str, data: dict[str, Any], command_id: UUID | None = None) -> Reply:
        """Give a command as anybody."""
        return execute(room_id=self.room.pk, actor=actor, command_id=command_id or uuid4(), type=kind, data=data)

    def score(self, seat: int, score: int | None, *, code: str = "A1.J1", competitor: int = 0, round: int = 1) -> Reply:  # noqa: A002
        """Give a score as the judge on this seat."""
        return self.as_judge(
            seat,
            "judgement.score",
            competitor=self.key(competitor),
            aspect=self.aspects[code],
            score=score,
            round=round,
        )

    def measure(
        self, mark: str | None, *, code: str = "A1.M1", competitor: int = 0, seat: int = 0, reason: str = ""
    ) -> Reply:
        """Record a measurement."""
        return self.as_judge(
            seat,
            "measurement.record",
            competitor=self.key(competitor),
            aspect=self.aspects[code],
            mark=mark,
            reason=reason,
        )

    def observe(self, observation: Any, *, code: str = "A2.M1", competitor: int = 0, seat: int = 0) -> Reply:
        """Say what was observed of a measurement."""
        about = {"competitor": self.key(competitor), "aspect": self.aspects[code]}
        return self.as_judge(seat, "measurement.observe", **about, observation=observation)

    def key(self, competitor: int) -> str:
        """Return the id of the competitor, counted from 0."""
        return str(self.competitors[competitor].participant.pk)


def build(*, competitors: int = 2, started: bool = True, host: User | None = None, **wishes: Any) -> Built:
    """Return a room whose judges have taken their seats and whose competitors have joined."""
    owner = host or make_host(f"{uuid4().hex}@podium.example")
    version = make_version(owner)
    sub_criteria = list(SubCriterion.objects.filter(criterion__version=version))
    settings = {"title": "Practice", "duration_minutes": 60, **wishes}
    room = open_room(host=owner, scheme_version=version, sub_criteria=sub_criteria, **settings)
    judges = _seated(room, ParticipantRole.JUDGE, "Judge")
    coordinators = _seated(room, ParticipantRole.COORDINATOR, "Coordinator")
    observers = _seated(room, ParticipantRole.OBSERVER, "Observer")
    joined = [join(room=room, display_name=f"Competitor {n}", command_id=uuid4()) for n in range(1, competitors + 1)]
    aspects = dict(Aspect.objects.filter(sub_criterion__rooms=room).values_list("code", "pk"))
    built = Built(room, owner, judges, joined, aspects, next(iter(coordinators), None), observers)
    if started:
        built.as_host("room.start")
    built.room = built.fresh()
    return built


def _seated(room: Room, role: ParticipantRole, name: str) -> list[Joined]:
    seats = Participant.objects.filter(room=room, role=role).order_by("number")
    return [claim_seat(participant=seat, display_name=f"{name} {seat.number}", command_id=uuid4()) for seat in seats]
