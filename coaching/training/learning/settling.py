"""Keeping what is complete: a row for each lesson, module and programme, written once and never taken back."""

import datetime as dt
from collections.abc import Collection, Mapping

from django.db import transaction

from coaching.training.learning import parts
from coaching.training.learning.models import Completion, Enrolment, EnrolmentState, Level
from coaching.training.learning.outline import Outline
from coaching.training.learning.parts import Path
from coaching.training.learning.records import Gathered, gathered
from people.models import User


@transaction.atomic
def settle(*, user: User, outline: Outline) -> list[Completion]:
    """Keep what `user` has completed in the programme and was not kept yet; return the new rows.

    A row says when the last thing was reached that it needed, and pins the revision that is published now. Settling
    again, or in another order, leaves the same rows. Nobody asks for it by hand: it needs no permission.
    """
    return settle_many(users=[user.pk], outlines=[outline])


@transaction.atomic
def settle_many(*, users: Collection[int], outlines: Collection[Outline]) -> list[Completion]:
    """Do the same for many; five queries to find out, and two for each who completed a programme."""
    people = gathered(users, outlines)
    new = [row for user in users for outline in outlines for row in _new(user, people[user], outline)]
    Completion.objects.bulk_create(new, ignore_conflicts=True)
    _complete_enrolments(new)
    return new


def _new(user: int, person: Gathered, outline: Outline) -> list[Completion]:
    record = person.record()
    kept = set(person.kept)
    found = ((way, parts.completed_at(way[-1], record)) for key, way in outline.ways.items() if key not in kept)
    return [_row(user, way, at, outline, person) for way, at in found if at is not None]


def _row(user: int, way: Path, at: dt.datetime, outline: Outline, person: Gathered) -> Completion:
    part = way[-1]
    revision = person.revisions.get(part.key) or outline.shown[part.key].revision_id
    return Completion(user_id=user, level=part.level, key=part.key, at=at, revision_id=revision)


def _complete_enrolments(rows: Collection[Completion]) -> None:
    finished: Mapping[tuple[int, str], dt.datetime] = {
        (row.user_id, str(row.key)): row.at for row in rows if row.level == Level.PROGRAMME
    }
    for (user, key), at in finished.items():
        Enrolment.objects.filter(user=user, programme_key=key, state=EnrolmentState.ACTIVE).update(
            state=EnrolmentState.COMPLETED, completed_at=at
        )
