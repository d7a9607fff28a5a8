"""What Podium keeps in a reader's browser: the one list that the page about it is made of.

Whoever lets a browser keep something new adds it here; a test looks through the sources for what is missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing: its name (a star stands for what differs), what it is for, how long it stays."""

    name: str
    purpose: Words
    lasts: Words


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a browser things are kept, in words for a reader who has never heard of it."""

    title: Words
    about: Words
    things: Sequence[Kept]


TWO_WEEKS = _("two weeks")
A_YEAR = _("one year")
UNTIL_SENT = _("until the server has it")
UNTIL_CLOSED = _("until the window is closed")
UNTIL_SIGN_IN = _("until somebody signs in or out, two weeks at most")
UNTIL_REMOVED = _("until you clear it")

PLACES: Sequence[Place] = (
    Place(
        _("Cookies"),
        _("Short texts that the browser sends back to this site alone, with every request."),
        (
            Kept(
                settings.SESSION_COOKIE_NAME,
                _("Keeps you signed in. It is there only after you have signed in or begun to."),
                _("two weeks, or until you sign out"),
            ),
            Kept(
                settings.CSRF_COOKIE_NAME,
                _("Proves that a form was sent from this site and not by a stranger's page in your name."),
                A_YEAR,
            ),
            Kept(settings.LANGUAGE_COOKIE_NAME, _("The language that you chose, if you changed it."), A_YEAR),
            Kept("appearance", _("Light or dark, if you chose one."), A_YEAR),
            Kept("messages", _("A line such as “Saved” on its way to the next page."), _("until it was shown")),
            Kept("podium-room-*", _("Your seat in a room, so that a reload does not take it from you."), TWO_WEEKS),
            Kept("rooms_browser", _("Tells guessing of room codes from one mistyped code in your class."), TWO_WEEKS),
        ),
    ),
    Place(
        _("Work that waits to be sent"),
        _("Marks, photos and answers that were given while the network was away. They are in your browser alone."),
        (
            Kept("podium-rooms", _("Marks and commands of a room that wait for the server."), UNTIL_SENT),
            Kept("podium-outbox:*", _("Marks and commands of a room that wait for the server."), UNTIL_SENT),
            Kept("podium-evidence", _("Photos and voice notes about a mark that wait for the server."), UNTIL_SENT),
            Kept("podium-settled:*", _("Which of them the server has answered already."), UNTIL_REMOVED),
            Kept("podium-learning-waiting", _("Lessons that you have read without a network."), UNTIL_SENT),
            Kept("podium-draft-*", _("Changes to a marking scheme that wait for the server."), UNTIL_SENT),
            Kept("podium-comment-drafts:*", _("Comments on marks that you have begun to write."), TWO_WEEKS),
        ),
    ),
    Place(
        _("Pages for when the network is gone"),
        _("A small program of this site in your browser (a service worker) keeps copies of what you have opened."),
        (
            Kept("podium-kept", _("Says that something of the following is here."), UNTIL_SIGN_IN),
            Kept("podium-kept-pages", _("Your sheet or your view of a room."), UNTIL_SIGN_IN),
            Kept("podium-kept-states", _("The last state of your rooms."), UNTIL_SIGN_IN),
            Kept("podium-kept-quizzes", _("A quiz that you have begun."), UNTIL_SIGN_IN),
            Kept(
                "podium-kept-training",
                _("Lessons that you have opened, thirty at most."),
                _("until somebody signs in or out, sixty days at most"),
            ),
            Kept(
                "podium-kept-training-pictures",
                _("Their pictures, 30 MB at most."),
                _("until somebody signs in or out, sixty days at most"),
            ),
            Kept("podium-kept-lessons", _("Lessons that you keep with the button."), _("until you remove them")),
            Kept("podium-kept-quiz-files", _("What the pages of quizzes are made of."), UNTIL_SIGN_IN),
            Kept("podium-room-files", _("What the pages of rooms are made of: styles, programs, icons."), TWO_WEEKS),
            Kept("podium-training-files", _("What the pages of lessons are made of."), _("sixty days")),
        ),
    ),
    Place(
        _("Choices on this device"),
        _("Small notes that never leave your browser."),
        (
            Kept("podium-ticks:*", _("What you have ticked in the checklists of lessons."), UNTIL_REMOVED),
            Kept("podium-clock-calls", _("Whether the clock calls with a sound or a flash."), UNTIL_REMOVED),
            Kept("podium-clock-offset", _("How much this device's clock differs from the server's."), UNTIL_REMOVED),
            Kept("podium-clock-called", _("Which call of the clock you have heard."), UNTIL_CLOSED),
            Kept("podium-plain-way", _("That live connections do not get through your network."), UNTIL_CLOSED),
        ),
    ),
)


def names() -> list[str]:
    """Return the names of everything that is kept."""
    return [thing.name for place in PLACES for thing in place.things]
