"""What figures of judging mean, in plain words, and what a judge should look at next."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from coaching.rooms.analysis.advice import FEW, RELIABLE, STRICT, TENTATIVE, shortened
from coaching.training.calibration.measures import AgainstOthers, AgainstReference
from coaching.training.calibration.reading import AspectToJudge

FAR = 2
"""Points from which on a single score is worth a second look."""
NAMED = 3
HALF_A_POINT = Decimal("0.50")
PARTLY = Decimal("0.400")
"""Kappa below which we speak of little more than chance; the two limits above it are Krippendorff's for alpha."""


def signed(value: Decimal | None) -> str:
    """Return a figure with its sign and two decimals, as the language writes it: +0.50, −0.25, 0.00."""
    if value is None:
        return "–"
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{number_format(abs(value), 2)}"


def plain(value: Decimal | None, places: int = 2) -> str:
    """Return a figure as the language writes it, or a dash."""
    return "–" if value is None else number_format(value, places)


def severity_words(figures: AgainstReference) -> str:
    """Return whether somebody judges strictly or generously beside the reference."""
    severity = figures.severity
    if severity is None:
        return _("Nothing has been compared yet.")
    points = {"points": number_format(abs(severity), 2)}
    if figures.judgements < FEW:
        return _("Too few judgements to speak of a habit.")
    if severity >= STRICT:
        return _("Strict: %(points)s points below the reference on average.") % points
    if severity <= -STRICT:
        return _("Generous: %(points)s points above the reference on average.") % points
    return _("Even: neither strict nor generous.")


def severity_beside_others(figures: AgainstOthers) -> str:
    """Return whether somebody judges strictly or generously beside the others."""
    severity = figures.severity
    if severity is None:
        return _("Nobody else has judged the same yet.")
    points = {"points": number_format(abs(severity), 2)}
    if figures.judgements < FEW:
        return _("Too few judgements to speak of a habit.")
    if severity >= STRICT:
        return _("Stricter than the others: %(points)s points below them on average.") % points
    if severity <= -STRICT:
        return _("More generous than the others: %(points)s points above them on average.") % points
    return _("In line with the others.")


def kappa_words(figures: AgainstReference) -> str:
    """Return how well somebody agrees with the reference beyond chance."""
    kappa = figures.kappa
    if kappa is None:
        return _("Not defined here: all scores are the same, so nothing could have differed.")
    if figures.judgements < FEW:
        return _("Too few judgements for a coefficient to mean much.")
    if kappa >= RELIABLE:
        return _("Very close: you could take the place of the reference.")
    if kappa >= TENTATIVE:
        return _("Fairly close: a mark may still depend on who gives it.")
    if kappa >= PARTLY:
        return _("In part: some scores follow the reference and others do not.")
    return _("Little beyond chance: read the texts of the scores again before you judge.")


def change_words(change: Decimal | None) -> str:
    """Return whether somebody has come nearer to the reference over time."""
    if change is None:
        return _("Too little has been judged to see a change.")
    points = {"points": number_format(abs(change), 2)}
    if change > 0:
        return _("Nearer than before: the later half is %(points)s points closer to the reference.") % points
    if change < 0:
        return _("Farther than before: the later half is %(points)s points farther from the reference.") % points
    return _("As near as before.")


def next_steps(
    whole: AgainstReference, by_aspect: Sequence[tuple[AspectToJudge, AgainstReference]], far: Iterable[str]
) -> list[str]:
    """Return what to look at next, the weightiest first: marks far off, the aspect that differs most, a habit."""
    steps = []
    if places := list(far)[:NAMED]:
        steps.append(_("Look again, beside the reasons of the reference: %(places)s.") % {"places": "; ".join(places)})
    worst = max(by_aspect, key=lambda each: each[1].distance or 0, default=None)
    if worst and (worst[1].distance or 0) >= HALF_A_POINT:
        words = {"code": worst[0].code, "words": shortened(worst[0].words)}
        steps.append(_("You differ most in %(code)s (%(words)s). Read the texts of its scores again.") % words)
    if whole.judgements >= FEW and whole.severity is not None:
        if whole.severity >= STRICT:
            steps.append(
                _("You give less than the reference. Before a lower score, name what keeps it from the higher.")
            )
        elif whole.severity <= -STRICT:
            steps.append(_("You give more than the reference. Before a higher score, name what in the work earns it."))
    return steps


def agreement_among(alpha: Decimal | None) -> str:
    """Return how well judges agree with one another beyond chance."""
    if alpha is None:
        return _("There is nothing to compare yet, or every score is the same.")
    if alpha >= RELIABLE:
        return _("They agree well: another judge would have come to nearly the same scores.")
    if alpha >= TENTATIVE:
        return _("They agree fairly: some scores depend on who gives them.")
    return _("They agree little: talk about the works together before the next marking.")
