"""The gate of learning: who may open which page, quiz, task and calibration now.

Registered with `admission`, and asked at every address through which something of a programme is sent.
"""

from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from coaching.training.admission import OPEN, Admission, Kind, Reader, Subject
from coaching.training.learning import addressing, belonging, contents, wording
from coaching.training.learning.belonging import Position
from coaching.training.learning.models import AvailabilityRule, Enrolment, Reading
from coaching.training.learning.outline import outline_of
from coaching.training.learning.standing import standing_of
from people.models import User


def gate(reader: Reader, subject: Subject) -> Admission:
    """Answer whether `reader` may open `subject` now.

    What stands on several pages is open where one of them is; what stands on none has no rule. Who writes or leads a
    programme passes, unless she is enrolled herself: then she learns by the same rules, and the editor stays hers.
    """
    if subject.kind == Kind.PAGE:
        places = belonging.positions_of_key(subject.key)
    else:
        places = belonging.positions_of_ids(contents.pages_with(subject.kind, subject.key))
    answers = [admitted(reader, place) for place in sorted(places, key=lambda place: str(place.way))]
    return next((answer for answer in answers if answer.is_open), answers[0] if answers else OPEN)


def admitted(reader: Reader, place: Position) -> Admission:
    """Answer for one place: the terms of its programme first, then the rules on the way to it."""
    enrolment = belonging.enrolment_of(reader, place.top) if place.is_in_programme else None
    if enrolment is None and belonging.teaches(reader, place.top):
        return OPEN
    return _by_terms(reader, place, enrolment) or _by_rules(reader, place, enrolment) or OPEN


def _by_terms(reader: Reader, place: Position, enrolment: Enrolment | None) -> Admission | None:
    if enrolment is not None or not place.is_in_programme:
        return None
    terms = belonging.terms_of(place.top)
    is_programme = len(place.way) == 1
    if terms.reading == Reading.EVERYBODY or (is_programme and terms.reading == Reading.ENROLLED):
        return None
    if terms.reading == Reading.INVITED:
        return Admission(is_open=False, reason=_invited(reader), way_on=_sign_in_or_learning(reader))
    reason = _("This lesson is for people who are enrolled in the programme.")
    return Admission(is_open=False, reason=reason, way_on=reverse("learning:programme", args=[place.top]))


def _invited(reader: Reader) -> str:
    if reader.is_authenticated:
        return _("This programme is for people who were invited. Ask your mentor for the invite link.")
    return _("This programme is for people who were invited. If you were, sign in.")


def _sign_in_or_learning(reader: Reader) -> str:
    return reverse("learning:home") if reader.is_authenticated else reverse("account_login")


def _by_rules(reader: Reader, place: Position, enrolment: Enrolment | None) -> Admission | None:
    if not AvailabilityRule.objects.filter(key__in=place.way).exists():
        return None
    outline = outline_of(place.top)
    if outline is None or place.way[-1] not in outline.ways:
        return None
    standing = standing_of(
        reader if isinstance(reader, User) else None,
        outline,
        now=timezone.now(),
        beginning=belonging.beginning_of(enrolment),
    )
    refusal = standing.closed(place.way[-1])
    if refusal is None:
        return None
    return Admission(
        is_open=False,
        reason=wording.why(refusal, outline, reader),
        way_on=wording.way_on(refusal, outline, reader),
    )


def learns_on_page(user: User, page: Page) -> bool:
    """Return whether `user` is enrolled in a programme that `page` is part of."""
    tops = {place.top for place in belonging.positions_of_key(page.translation_key) if place.is_in_programme}
    return any(belonging.enrolment_of(user, top) is not None for top in tops)


def learns_with_quiz(user: User, key: UUID) -> bool:
    """Return whether `user` is enrolled in a programme with the quiz; not if she wrote a page of it that holds the quiz.

    The page must be published: a draft beside the lessons would make every mentor an author of every quiz.
    """
    held = Page.objects.filter(pk__in=contents.pages_with(Kind.QUIZ, key))
    pages = list(addressing.with_keys(held).only("path", "content_type_id", "owner_id", "live"))
    places = belonging.positions(pages)
    tops = {place.top for place in places.values() if place.is_in_programme}
    learnt = {top for top in tops if belonging.enrolment_of(user, top) is not None}
    there = [page for page in pages if page.pk in places and places[page.pk].top in learnt]
    return bool(there) and not any(page.live and page.owner_id == user.pk for page in there)
