"""Coming into a programme and leaving it: by oneself, by a cohort's link, or by a mentor."""

from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from coaching.training.learning import settling
from coaching.training.learning.belonging import terms_of
from coaching.training.learning.leading import leads
from coaching.training.learning.models import Cohort, Enrolment, EnrolmentState, Expected, How
from coaching.training.learning.outline import outline_of
from coaching.training.learning.refusals import LearningRefused
from people import audit
from people.models import User


@transaction.atomic
def enrol_oneself(*, actor: User, programme_key: UUID) -> Enrolment:
    """Enrol `actor` in a programme that is open to it; who is in it already stays as she is.

    Raises:
        LearningRefused: one must be invited, or there is no such published programme.
    """
    known = _known(actor, programme_key)
    if known is not None and known.state != EnrolmentState.LEFT:
        return known
    if outline_of(programme_key) is None:
        raise LearningRefused(_("There is no such programme any more."))
    if not terms_of(programme_key).self_enrolment:
        raise LearningRefused(_("One comes into this programme by an invite link. Ask your mentor for it."))
    return _settled(_enrol(actor=actor, user=actor, programme_key=programme_key, how=How.SELF))


@transaction.atomic
def join_cohort(*, actor: User, cohort: Cohort) -> Enrolment:
    """Bring `actor` into the cohort whose invite link she has; who is in it already stays as she is.

    Whoever calls has read the link (`inviting.read_token`). The cohort's row is locked, so two people cannot take the
    last seat.

    Raises:
        LearningRefused: no seat is left, or the cohort is over.
    """
    return _settled(_seat(actor=actor, user=actor, cohort_key=cohort.pk, how=How.INVITATION))


@transaction.atomic
def enrol_learners(*, actor: User, users: Collection[User], cohort: Cohort) -> list[Enrolment]:
    """Bring `users` into the cohort at the word of one of its mentors: all of them or nobody.

    Raises:
        PermissionDenied: `actor` does not lead the cohort.
        LearningRefused: no seat is left, the cohort is over, or somebody is in another cohort of the programme. Nobody
            is in two, and only she herself, or a mentor there, takes her out of it.
    """
    if not leads(actor, cohort):
        raise PermissionDenied
    enrolments = [_seat(actor=actor, user=user, cohort_key=cohort.pk, how=How.MENTOR) for user in users]
    outline = outline_of(cohort.programme_key)
    if outline is not None:
        settling.settle_many(users=[user.pk for user in users], outlines=[outline])
    return enrolments


@transaction.atomic
def leave(*, actor: User, enrolment: Enrolment) -> Enrolment:
    """Let somebody leave a programme, or a mentor take her out of the cohort; what she has reached is kept.

    Raises:
        PermissionDenied: it is another's enrolment, and `actor` does not lead its cohort.
    """
    may = actor.pk == enrolment.user_id or (enrolment.cohort is not None and leads(actor, enrolment.cohort))
    if not may:
        raise PermissionDenied
    if enrolment.state != EnrolmentState.LEFT:
        enrolment.state = EnrolmentState.LEFT
        enrolment.save(update_fields=["state"])
        _told(actor, "learning.left", enrolment)
    return enrolment


def seats_left(cohort: Cohort) -> int | None:
    """Return how many seats nobody has and nobody is expected on; None where there is no limit."""
    if cohort.seats is None:
        return None
    return max(0, cohort.seats - _seated(cohort).count() - cohort.expected.count())


def seated_elsewhere(cohort: Cohort) -> QuerySet[Enrolment]:
    """Return the enrolments in other cohorts of the programme: no mentor of `cohort` takes these people from there."""
    others = Enrolment.objects.filter(programme_key=cohort.programme_key, cohort__isnull=False)
    return others.exclude(cohort=cohort).exclude(state=EnrolmentState.LEFT)


def _seat(*, actor: User, user: User, cohort_key: UUID, how: How) -> Enrolment:
    cohort = Cohort.objects.select_for_update().get(pk=cohort_key)
    known = _known(user, cohort.programme_key)
    if known is not None and known.cohort_id == cohort.pk and known.state != EnrolmentState.LEFT:
        return known
    if how == How.MENTOR and known is not None and known.cohort_id and known.state != EnrolmentState.LEFT:
        words = _("%(name)s is in another cohort of this programme. She comes here by the invite link.")
        raise LearningRefused(words % {"name": user})
    if cohort.ends_at <= timezone.now():
        raise LearningRefused(_("This cohort is over."))
    waiting, _rows = Expected.objects.filter(cohort=cohort, email__iexact=user.email).delete()
    if not waiting and seats_left(cohort) == 0:
        raise LearningRefused(_("All seats of this cohort are taken. Ask your mentor for another one."))
    return _enrol(actor=actor, user=user, programme_key=cohort.programme_key, how=how, cohort=cohort)


def _enrol(*, actor: User, user: User, programme_key: UUID, how: How, cohort: Cohort | None = None) -> Enrolment:
    """Write the enrolment: a new one, or the old one brought back or moved."""
    defaults = {"how": how, "cohort": cohort, "enrolled_at": timezone.now()}
    enrolment, is_new = Enrolment.objects.get_or_create(user=user, programme_key=programme_key, defaults=defaults)
    if not is_new:
        is_done = enrolment.completed_at is not None
        enrolment.state = EnrolmentState.COMPLETED if is_done else EnrolmentState.ACTIVE
        enrolment.how, enrolment.cohort = how, cohort or enrolment.cohort
        enrolment.save(update_fields=["state", "how", "cohort"])
    _told(actor, "learning.enrolled", enrolment)
    return enrolment


def _settled(enrolment: Enrolment) -> Enrolment:
    """Keep what she had completed before she enrolled, and return the enrolment as it stands then."""
    outline = outline_of(enrolment.programme_key)
    if outline is not None:
        settling.settle(user=enrolment.user, outline=outline)
        enrolment.refresh_from_db()
    return enrolment


def _known(user: User, programme_key: UUID) -> Enrolment | None:
    return Enrolment.objects.select_for_update().filter(user=user, programme_key=programme_key).first()


def _seated(cohort: Cohort) -> QuerySet[Enrolment]:
    return cohort.enrolments.exclude(state=EnrolmentState.LEFT)


def _told(actor: User, action: str, enrolment: Enrolment) -> None:
    data = {"user": enrolment.user_id, "programme": str(enrolment.programme_key), "how": enrolment.how}
    cohort = {"cohort": str(enrolment.cohort_id)} if enrolment.cohort_id else {}
    audit.record(actor=actor, action=action, subject=enrolment, data={**data, **cohort})
