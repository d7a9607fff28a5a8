"""From the rows of mentors' rules to the rules that `parts` decides by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from coaching.training.admission import Kind
from coaching.training.learning.contents import Content
from coaching.training.learning.models import AvailabilityRule, CompletionRule, Level, Reached
from coaching.training.learning.parts import Availability, Requirement

DEFAULT = CompletionRule()
OPEN = Availability()


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of some parts, by their keys."""

    completion: Mapping[UUID, CompletionRule]
    opening: Mapping[UUID, Availability]

    def availability(self, key: UUID) -> Availability:
        """Return when the part opens; without a rule it is open."""
        return self.opening.get(key, OPEN)

    def requirements(self, key: UUID, level: str, held: Sequence[Content], *, is_leaf: bool) -> tuple[Requirement, ...]:
        """Return what completes the part beside its own parts.

        A lesson, and a module without lessons, must be read when no rule says otherwise. A programme has no rule: it
        is complete when its modules are.
        """
        if level == Level.PROGRAMME:
            return ()
        rule = self.completion.get(key, DEFAULT)
        read = [Requirement(Reached.READ, key)] if rule.read and is_leaf else []
        found = (*read, *_of_contents(rule, held), *_of_rooms(rule, key))
        # A rule whose quizzes were taken off the page must not leave a lesson that nobody can complete.
        return found or ((Requirement(Reached.READ, key),) if is_leaf else ())


def rules_for(keys: Iterable[UUID]) -> Rules:
    """Return the rules of the parts with these keys. Three queries."""
    wanted = list(keys)
    completion = {rule.key: rule for rule in CompletionRule.objects.filter(key__in=wanted)}
    opening = AvailabilityRule.objects.filter(key__in=wanted).prefetch_related("prerequisites")
    return Rules(completion, {rule.key: _availability(rule) for rule in opening})


def _of_contents(rule: CompletionRule, held: Sequence[Content]) -> list[Requirement]:
    asked = {Kind.QUIZ: rule.quizzes, Kind.ASSIGNMENT: rule.assignments, Kind.CALIBRATION: rule.calibrations}
    return [Requirement(str(content.kind), content.key) for content in held if asked[content.kind]]


def _of_rooms(rule: CompletionRule, key: UUID) -> list[Requirement]:
    attended = [Requirement(Reached.ROOM, key)] if rule.room else []
    result = [Requirement(Reached.RESULT, key, rule.room_percent)] if rule.room_percent is not None else []
    return [*attended, *result]


def _availability(rule: AvailabilityRule) -> Availability:
    return Availability(
        in_order=rule.in_order,
        prerequisites=tuple(first.key for first in rule.prerequisites.all()),
        opens_at=rule.opens_at,
        closes_at=rule.closes_at,
        opens_on_day=rule.opens_on_day,
        closes_after_day=rule.closes_after_day,
    )
