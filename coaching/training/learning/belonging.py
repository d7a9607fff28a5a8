"""To which programme a page belongs, who is in it, and when it began for her."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page

from coaching.training.learning import addressing
from coaching.training.learning.models import Cohort, Enrolment, EnrolmentState, EnrolmentTerms
from coaching.training.learning.parts import Beginning
from coaching.training.models import LessonPage, ProgrammePage
from people.models import User
from people.permissions import may_author_training

DEFAULT_TERMS = EnrolmentTerms()


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page stands: the key of its programme (or of its module, in none), and the keys on the way to it."""

    top: UUID
    way: tuple[UUID, ...]
    is_in_programme: bool


def positions(pages: Iterable[Page]) -> Mapping[int, Position]:
    """Return where each page stands, by its id. One query; `addressing.with_keys` must have annotated them."""
    pages = list(pages)
    wanted = {page.path[:end] for page in pages for end in range(Page.steplen, len(page.path) + 1, Page.steplen)}
    above = addressing.with_keys(Page.objects.filter(path__in=wanted)).only("path", "content_type_id")
    learnt = {each.path: each for each in above if addressing.is_learnt(each)}
    found = {page.pk: _position(page, learnt) for page in pages}
    return {pk: position for pk, position in found.items() if position is not None}


def _position(page: Page, learnt: Mapping[str, Page]) -> Position | None:
    ends = range(Page.steplen, len(page.path) + 1, Page.steplen)
    way = [learnt[page.path[:end]] for end in ends if page.path[:end] in learnt]
    if not way or issubclass(way[0].specific_class, LessonPage):
        return None
    top = way[0]
    is_programme = issubclass(top.specific_class, ProgrammePage)
    return Position(top.kept_as, tuple(each.kept_as for each in way), is_programme)


def positions_of_key(key: UUID) -> set[Position]:
    """Return where the page with this translation key stands, once for each programme that it is in. Two queries."""
    pages = addressing.with_keys(Page.objects.filter(translation_key=key)).only("path", "content_type_id")
    return set(positions(pages).values())


def positions_of_ids(ids: Iterable[int]) -> set[Position]:
    """Return where the pages with these ids stand."""
    pages = addressing.with_keys(Page.objects.filter(pk__in=list(ids))).only("path", "content_type_id")
    return set(positions(pages).values())


def tops_with(key: UUID) -> set[UUID]:
    """Return the keys of the programmes in which the page, or an alias of it, is live."""
    pages = addressing.with_keys(Page.objects.live().filter(addressing.kept_as(key))).only("path", "content_type_id")
    return {position.top for position in positions(pages).values()}


def terms_of(programme_key: UUID) -> EnrolmentTerms:
    """Return the terms of the programme; those of one without a row are open."""
    return EnrolmentTerms.objects.filter(programme_key=programme_key).first() or DEFAULT_TERMS


def enrolment_of(user: User | AnonymousUser, programme_key: UUID) -> Enrolment | None:
    """Return how `user` is enrolled, with her cohort; None for somebody who is not, or has left."""
    if not isinstance(user, User):
        return None
    found = Enrolment.objects.filter(user=user, programme_key=programme_key).exclude(state=EnrolmentState.LEFT)
    return found.select_related("cohort").first()


def teaches(user: User | AnonymousUser, programme_key: UUID) -> bool:
    """Return whether every lesson of the programme is open to `user` because she writes or leads it."""
    if not isinstance(user, User):
        return False
    return may_author_training(user) or Cohort.objects.filter(programme_key=programme_key, mentors=user).exists()


def beginning_of(enrolment: Enrolment | None) -> Beginning | None:
    """Return the first day of the cohort; without a cohort the day of the enrolment, in the zone of this Podium."""
    if enrolment is None:
        return None
    if enrolment.cohort is not None:
        return Beginning(enrolment.cohort.starts_on, enrolment.cohort.zone)
    zone = ZoneInfo(settings.TIME_ZONE)
    return Beginning(enrolment.enrolled_at.astimezone(zone).date(), zone)
