"""A learner's home: every programme that she is in, what is next in each, what ends soon, and what she has earned."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coaching.training.learning import belonging, calendars
from coaching.training.learning.calendars import Deadline
from coaching.training.learning.models import CohortSession, Enrolment, EnrolmentState
from coaching.training.learning.outline import outlines
from coaching.training.learning.page_strips import next_of
from coaching.training.learning.parts import State
from coaching.training.learning.records import gathered
from coaching.training.learning.standing import Standing
from people.models import User

SOON = dt.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Learning:
    """One programme of a learner."""

    enrolment: Enrolment
    title: str
    url: str
    hours: int
    done: int
    of: int
    step: int
    next: Mapping[str, Any] | None
    parts: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Home:
    """All that a learner's home shows; `soon` are deadlines and `meetings` the meetings of the next two weeks."""

    active: Sequence[Learning]
    completed: Sequence[Learning]
    soon: Sequence[Deadline]
    meetings: Sequence[CohortSession]
    resume: Learning | None


@dataclass(frozen=True, slots=True)
class Earned:
    """Something that a programme led to, for example a certificate: its title, its address, and a line about it."""

    title: str
    url: str
    text: str = ""


MakeEarned = Callable[[User], Sequence[Earned]]
_makers: list[MakeEarned] = []


def register_earned(make: MakeEarned) -> None:
    """Show on everybody's home what `make` returns for her; certificates stand above learning and register here."""
    if make not in _makers:
        _makers.append(make)


def earned_by(user: User) -> list[Earned]:
    """Return what `user` has earned."""
    return [earned for make in _makers for earned in make(user)]


def home_of(user: User, now: dt.datetime) -> Home:
    """Return the home of `user`; the queries do not grow with her programmes."""
    enrolments = list(
        Enrolment.objects.filter(user=user).exclude(state=EnrolmentState.LEFT).select_related("cohort", "user")
    )
    known = outlines({enrolment.programme_key for enrolment in enrolments})
    person = gathered([user.pk], known.values())[user.pk]
    standings = [
        (each, Standing(known[each.programme_key], person, now, belonging.beginning_of(each)))
        for each in enrolments
        if each.programme_key in known
    ]
    every = [(_learning(each, standing), standing) for each, standing in standings]
    active = [(learning, standing) for learning, standing in every if learning.step != len(State)]
    soon = [end for (learning, standing) in active for end in calendars.deadlines_of(standing, learning.enrolment)]
    cohorts = [learning.enrolment.cohort_id for learning, _standing in active if learning.enrolment.cohort_id]
    return Home(
        active=[learning for learning, _standing in active],
        completed=[learning for learning, _standing in every if learning.step == len(State)],
        soon=sorted((end for end in soon if now < end.at <= now + SOON), key=lambda end: end.at),
        meetings=[each for each in calendars.meetings(cohorts) if now < each.ends_at and each.starts_at <= now + SOON],
        resume=max(active, key=lambda pair: _last(pair[1]), default=(None, None))[0],
    )


def _last(standing: Standing) -> dt.datetime:
    """Return when she was last in this programme."""
    keys = set(standing.outline.ways)
    visited = (at for key, at in standing.person.visited.items() if key in keys)
    reached = (at for (_kind, key), at in standing.person.reached.items() if key in keys)
    return max((*visited, *reached), default=dt.datetime.min.replace(tzinfo=dt.UTC))


def _learning(enrolment: Enrolment, standing: Standing) -> Learning:
    done, of = standing.progress()
    shown = standing.outline.shown[standing.outline.key]
    return Learning(
        enrolment=enrolment,
        title=standing.outline.title,
        url=shown.url,
        hours=standing.outline.hours,
        done=done,
        of=of,
        step=step_of(standing.state_of(standing.outline.key)),
        next=next_of(standing, enrolment.user),
        parts=list(_parts(standing)),
    )


def _parts(standing: Standing) -> Iterator[Mapping[str, Any]]:
    for part in standing.outline.part.parts:
        shown = standing.outline.shown[part.key]
        yield {"title": shown.title, "url": shown.url, "step": step_of(standing.state_of(part.key))}


def step_of(state: State) -> int:
    """Return 1, 2 or 3: the step of the podium that a state stands on."""
    return list(State).index(state) + 1
