"""How far a piece of work is, and what may follow. Pure: this is the only place that says it."""

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """How far one version of a learner's work is."""

    DRAFT = "draft", _("draft")
    HANDED_IN = "handed_in", _("handed in")
    MARKING = "marking", _("being marked")
    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", pgettext_lazy("a work", "accepted")
    NOT_ACCEPTED = "not_accepted", _("not accepted")


FOLLOWS: Final[Mapping[State, frozenset[State]]] = {
    State.DRAFT: frozenset({State.HANDED_IN}),
    State.HANDED_IN: frozenset({State.MARKING, State.RETURNED}),
    State.MARKING: frozenset({State.RETURNED, State.ACCEPTED, State.NOT_ACCEPTED}),
    State.RETURNED: frozenset(),
    State.ACCEPTED: frozenset(),
    State.NOT_ACCEPTED: frozenset(),
}

WITH_REVIEWERS: Final = (State.HANDED_IN, State.MARKING)
"""The work lies with its reviewers: the learner changes nothing."""
DECIDED: Final = (State.ACCEPTED, State.NOT_ACCEPTED)
"""Marks and comments were released."""
TRY_AGAIN: Final = (State.RETURNED, State.NOT_ACCEPTED)


def may_follow(before: str, after: str) -> bool:
    """Return whether a version that is `before` may become `after`.

    >>> may_follow("draft", "handed_in"), may_follow("draft", "accepted"), may_follow("accepted", "returned")
    (True, False, False)
    """
    return State(after) in FOLLOWS[State(before)]


def may_begin_version(latest: str, number: int, resubmissions: int) -> bool:
    """Return whether a learner whose `number`th version is `latest` may begin the next one.

    >>> may_begin_version("returned", 1, 1), may_begin_version("returned", 2, 1), may_begin_version("accepted", 1, 5)
    (True, False, False)
    """
    return latest in TRY_AGAIN and number <= resubmissions
