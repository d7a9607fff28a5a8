"""Figures of judging as pages show them: large, each with what it means and on how much it rests."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.training.calibration import wording
from coaching.training.calibration.measures import AgainstOthers, AgainstReference, Share


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its value and label, what it means in plain words, and what it rests on."""

    value: str
    label: str
    words: str
    rests: str


def reference_figures(seen: AgainstReference) -> list[Figure]:
    """Return how somebody judges beside the reference."""
    rests = _rests(seen.judgements)
    return [
        Figure(wording.signed(seen.severity), _("Severity"), wording.severity_words(seen), rests),
        Figure(
            wording.plain(seen.distance), _("Mean distance"), _("Points of a score. 0 is the reference itself."), rests
        ),
        Figure(
            _percent(seen.same), _("Same score"), _("How often the score was that of the reference."), _of(seen.same)
        ),
        Figure(_percent(seen.near), _("At most one point off"), _("A panel may differ by so much."), _of(seen.near)),
        Figure(wording.plain(seen.kappa, 2), _("Weighted kappa"), wording.kappa_words(seen), rests),
    ]


def others_figures(seen: AgainstOthers) -> list[Figure]:
    """Return how somebody judges beside the others."""
    rests = _rests(seen.judgements)
    return [
        Figure(
            wording.signed(seen.severity), _("Severity beside the others"), wording.severity_beside_others(seen), rests
        ),
        Figure(
            wording.plain(seen.distance),
            _("Distance from the others’ mean"),
            _("Points of a score, on average."),
            rests,
        ),
        Figure(_percent(seen.same), _("Same score as another judge"), _("Compared with each of them."), _of(seen.same)),
    ]


def _percent(share: Share) -> str:
    return "–" if share.percent is None else _("%(percent)s %%") % {"percent": share.percent}


def _of(share: Share) -> str:
    return _("%(part)s of %(all)s") % {"part": share.part, "all": share.of}


def _rests(count: int) -> str:
    return ngettext("rests on %(count)s judgement", "rests on %(count)s judgements", count) % {"count": count}
