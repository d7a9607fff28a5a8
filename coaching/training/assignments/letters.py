"""Letters about work: to markers when some is given to them, to learners when theirs is returned or decided.

They are written in the language of whom they are for and sent after the commit. No mark and no comment stands in a
letter: it says where to look. A mail server that does not answer holds nothing up.
"""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from coaching.training.assignments.finding import find
from coaching.training.assignments.models import Submission
from coaching.training.assignments.states import State
from people.language import language_of
from people.models import User

TEMPLATES = {
    State.RETURNED: "returned",
    State.ACCEPTED: "decided",
    State.NOT_ACCEPTED: "decided",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter is about: the assignment, and the address that it names."""

    key: UUID
    view: str
    argument: UUID


def tell_marker(marker: User, key: UUID, review_id: UUID) -> None:
    """Tell a marker that a work was given to her, after the commit."""
    _send_later(marker, "allocated", Letter(key, "assignments:review", review_id))


def tell_reopened(marker: User, key: UUID, review_id: UUID) -> None:
    """Tell a marker that a review that she has given was opened again, after the commit."""
    _send_later(marker, "reopened", Letter(key, "assignments:review", review_id))


def tell_learner(learner: User, submission: Submission, state: State) -> None:
    """Tell a learner that her work was returned or decided, after the commit."""
    key = submission.assignment_key
    _send_later(learner, TEMPLATES[state], Letter(key, "assignments:work", key))


def _send_later(user: User, template: str, letter: Letter) -> None:
    if user.email:
        transaction.on_commit(lambda: _send(user, template, letter), robust=True)


def _send(user: User, template: str, letter: Letter) -> None:
    with override(language_of(user) or settings.LANGUAGE_CODE):
        assignment = find(letter.key)
        context = {
            "user": user,
            "title": assignment.title if assignment else "",
            "url": settings.PUBLIC_ADDRESS + reverse(letter.view, args=[letter.argument]),
        }
        subject = render_to_string(f"assignments/email/{template}_subject.txt", context).strip()
        text = render_to_string(f"assignments/email/{template}_message.txt", context)
        send_mail(settings.ACCOUNT_EMAIL_SUBJECT_PREFIX + " ".join(subject.split()), text, None, [user.email])
