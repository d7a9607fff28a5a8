"""Who reads the notes for instructors: mentors, but not where they are learners themselves."""

from collections.abc import Callable

from django.http import HttpRequest
from wagtail.models import Page

from people.models import Role, User
from people.permissions import Right

may_instruct = Right(Role.MENTOR, Role.METHODOLOGIST)
"""May read how a module is led, with the answers."""

LearnerCheck = Callable[[User, Page], bool]

_checks: list[LearnerCheck] = []


def register_learner_check(check: LearnerCheck) -> None:
    """Ask `check` whether somebody learns on a page; learning registers it, because it stands above the pages."""
    if check not in _checks:
        _checks.append(check)


def sees_notes(request: HttpRequest, page: Page) -> bool:
    """Return whether the reader of `request` is shown the notes for instructors of `page`.

    A mentor who learns on a programme of mentors is a learner there; whoever owns the page always reads them. A preview
    decides by its own mode.
    """
    user = getattr(request, "user", None)
    if not isinstance(user, User) or getattr(request, "is_preview", False) or not may_instruct(user):
        return False
    return user.is_superuser or page.owner_id == user.pk or not any(check(user, page) for check in _checks)
