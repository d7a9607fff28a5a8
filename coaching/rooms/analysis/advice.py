"""What a mentor may do next, in plain words: one sentence for each thing that the figures show, the weightiest first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.rooms.analysis.heat import HeatLine
from coaching.rooms.analysis.panel import AspectSeen, JudgeSeen, PanelSeen

STRICT = Decimal("0.25")
"""Points of a score from which on a judge is called strict or generous."""
FEW = 8
"""With fewer compared scores a judge's figures are chance as much as habit."""
WEAK = 50
"""Per cent of the maximum below which a room as a whole did not reach an aspect."""
# Krippendorff's own limits: from the first on reliable, from the second on good enough for careful conclusions.
RELIABLE, TENTATIVE = Decimal("0.800"), Decimal("0.667")
ASPECTS_NAMED = 3
LONGEST_WORDS = 80


@dataclass(frozen=True, slots=True)
class Habit:
    """How a judge scores beside the others, in a word and as a tone: strict, generous, even or unknown."""

    tone: str
    words: str


def habit_of(judge: JudgeSeen) -> Habit:
    """Return how the judge scores beside the others of the panel."""
    points = {"points": number_format(abs(judge.severity), 2)}
    if judge.scored < FEW:
        return Habit("unknown", _("too few scores to say"))
    if judge.severity >= STRICT:
        return Habit("strict", _("strict: %(points)s points below the others") % points)
    if judge.severity <= -STRICT:
        return Habit("generous", _("generous: %(points)s points above the others") % points)
    return Habit("even", _("in line with the others"))


def agreement_words(panel: PanelSeen) -> str:
    """Return in a sentence how well the panel agreed beyond chance."""
    alpha = panel.figures.alpha
    if alpha is None:
        return _("Every score was the same, so nothing can be said about agreement beyond chance.")
    if alpha >= RELIABLE:
        return _("The panel agrees well: another panel would have come to nearly the same marks.")
    if alpha >= TENTATIVE:
        return _("The panel agrees fairly: marks that lie close together could change places with another panel.")
    return _("The panel agrees little: much of a mark depends on who gave it. Calibrate before the next session.")


def advice_on_panel(panel: PanelSeen) -> list[str]:
    """Return what to talk about with the judges; nothing when there is nothing to say."""
    return [*_disputed(panel.aspects), *_habits(panel.judges)]


def _disputed(aspects: Sequence[AspectSeen]) -> Iterator[str]:
    disputed = [aspect for aspect in aspects if aspect.rescored][:ASPECTS_NAMED]
    for rank, aspect in enumerate(disputed):
        values = {
            "code": aspect.code,
            "words": shortened(aspect.words),
            "count": aspect.rescored,
            "of": aspect.compared,
        }
        if rank == 0:
            yield (
                _(
                    "Judges differ most in %(code)s (%(words)s): scored again for %(count)s of %(of)s competitors. Talk about "
                    "its benchmark: agree on an example for each score before anybody is marked."
                )
                % values
            )
        else:
            yield _("%(code)s (%(words)s) was scored again for %(count)s of %(of)s competitors.") % values


def _habits(judges: Iterable[JudgeSeen]) -> Iterator[str]:
    """Name the strictest and the most generous: where one is strict, the others are generous beside them."""
    by_severity = sorted(judges, key=lambda judge: -judge.severity)
    for judge in by_severity[:1]:
        if habit_of(judge).tone == "strict":
            words = _("%(name)s is stricter than the others. Mark one piece of work together and compare.")
            yield words % {"name": judge.name}
    for judge in by_severity[-1:]:
        if habit_of(judge).tone == "generous":
            words = _("%(name)s is more generous than the others. Mark one piece of work together and compare.")
            yield words % {"name": judge.name}


def advice_on_training(weakest: Sequence[HeatLine], competitors: int) -> list[str]:
    """Return what to train next: aspects of which the room as a whole reached less than half."""
    found = [line for line in weakest if line.reached is not None and line.reached.percent < WEAK]
    if not found or not competitors:
        return []
    lead = ngettext(
        "One aspect was reached by less than half over everybody. Train it next:",
        "%(count)s aspects were reached by less than half over everybody. Train them next:",
        len(found),
    ) % {"count": len(found)}
    named = (_("%(code)s (%(words)s)") % {"code": line.code, "words": shortened(line.words)} for line in found)
    return [f"{lead} {', '.join(named)}."]


def shortened(words: str) -> str:
    """Return the words of an aspect on one line, short enough to stand inside a sentence."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_WORDS else f"{line[: LONGEST_WORDS - 1].rstrip()}…"
