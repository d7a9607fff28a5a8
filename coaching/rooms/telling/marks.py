"""Marks and scores in words."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from championships.marking import Explanation
from championships.schemes.explanations import explanations_words
from coaching.rooms.telling.names import Names, Seen


def measured(seen: Seen, names: Names) -> str:
    """Return what mark was given, why, and how it came about."""
    return _mark(seen["mark"], names)


def _mark(mark: Seen, names: Names) -> str:
    about = names.about(mark)
    if mark["mark"] is None:
        return _("%(about)s: the mark was cleared") % {"about": about}
    values = {"about": about, "mark": _figure(mark["mark"])}
    words = _("%(about)s: mark %(mark)s") % values
    notes = [mark["reason"], _how(mark)]
    return ". ".join([words, *(note for note in notes if note)])


def _how(mark: Seen) -> str:
    """Return how a measured mark came about; empty for a mark by hand."""
    steps = mark.get("explanation") or ()
    return explanations_words(tuple(Explanation(code, figures) for code, figures in steps))


def scored(seen: Seen, names: Names) -> str:
    """Return how far a round is, and what came of it once all scores are in."""
    mark = seen["mark"]
    values = {"about": names.about(mark), "round": mark["round"]}
    if mark["state"] == "discuss" and not any(score["in"] for score in mark["scores"]):
        scores = _list(score["score"] for score in mark["previous"])
        words = _("%(about)s: the scores %(scores)s are too far apart; everybody scores again (round %(round)s)")
        return words % {**values, "scores": scores}
    if mark["state"] == "marked":
        scores = _list(score["score"] for score in mark["scores"])
        words = _("%(about)s: all scores are in (%(scores)s), mark %(mark)s")
        return words % {**values, "scores": scores, "mark": _figure(mark["mark"])}
    given = sum(1 for score in mark["scores"] if score["in"])
    words = _("%(about)s: %(given)s of %(of)s scores are in (round %(round)s)")
    return words % {**values, "given": given, "of": len(mark["scores"])}


def reopened(seen: Seen, names: Names) -> str:
    """Return that everybody scores anew."""
    values = {"about": names.about(seen["mark"]), "round": seen["mark"]["round"]}
    return _("%(about)s: opened again, everybody scores anew (round %(round)s)") % values


def _list(scores: Any) -> str:
    return " · ".join("–" if score is None else str(score) for score in scores)


def _figure(mark: str) -> str:
    return str(number_format(mark, 2))
