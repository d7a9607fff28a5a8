"""The protocol of a skill's result: every line by its sealed name, how it came about, its seal, and who signs."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from championships.events.models import Official, ResultRow, ResultState, SkillResult
from championships.events.printing.frame import (
    Paper,
    frame_of,
    moment_words,
    page_label,
    paper_for,
    signing_officials,
)
from championships.events.sealing import is_intact
from design.printing import typeset, words
from people.models import User

TEMPLATE = Path(__file__).parent / "result_protocol.typ"
MOST_CRITERIA = 9
"""More columns do not fit beside the names: then the totals stand alone, and the files have the rest."""
MOST_UPRIGHT = 3
"""With more criteria than these the sheet lies across."""
LEAST_SIGNATURES = 3


def print_protocol(result: SkillResult, language: str) -> bytes:
    """Return the protocol of `result` as it is now as PDF in `language`.

    Raises:
        TooMuchToPrint: it has too many lines for one document.
        PressBusy: others are printing.
    """
    assert result.contested_skill is not None  # noqa: S101 -- every result that is handed over has one
    with translation.override(language):
        paper = paper_for(result.contested_skill, language)
        versions = list(_versions(result))
        data = protocol_data(paper, result, versions, signing_officials(result.contested_skill))
        return typeset([TEMPLATE], data, at=paper.at)


def _versions(result: SkillResult) -> Sequence[SkillResult]:
    found = SkillResult.objects.filter(championship=result.championship_id, source=result.source)
    return list(found.filter(version__lte=result.version).select_related("sent_by").order_by("version"))


def protocol_data(
    paper: Paper, result: SkillResult, versions: Sequence[SkillResult], officials: Sequence[Official]
) -> dict[str, Any]:
    """Return what the template sets, in the active language."""
    rows = sorted(result.rows.select_related("entry"), key=lambda row: (row.position, row.name, row.pk))
    criteria = list(result.criteria) if len(result.criteria) <= MOST_CRITERIA else []
    has_scale = any(row.scale_score is not None for row in rows)
    return {
        **frame_of(paper, _("Protocol of results")),
        "labels": _labels(),
        "name": words(paper.skill_words),
        "above": f"{paper.title}, {paper.when_and_where}",
        "unfinished": _unfinished(result),
        "facts": _facts(result),
        "criteria": [{"letter": each["letter"], "max": _figure(Decimal(str(each["maximum"])))} for each in criteria],
        "across": len(criteria) > MOST_UPRIGHT,
        "maximum": "" if result.most is None else _figure(result.most),
        "has_scale": has_scale,
        "rows": [_row(row, [each["letter"] for each in criteria]) for row in rows],
        "versions": [_version(each) for each in versions] if len(versions) > 1 else [],
        "signatures": _signatures(officials),
        "seal": result.seal,
        "holds": _("The seal holds.")
        if is_intact(result, rows)
        else _("THE SEAL DOES NOT HOLD: something was changed."),
    }


def _labels() -> dict[str, str]:
    return {
        "page": page_label(),
        "kind": _("Protocol of results"),
        "results": _("Results"),
        "place": pgettext("in a standing", "Place"),
        "number": pgettext("of a competitor, a narrow column", "No."),
        "competitor": _("Competitor"),
        "total": _("Total"),
        "points": pgettext("of the scale, a narrow column", "Points"),
        "medal": capfirst(_("medal")),
        "versions": _("Versions"),
        "version": _("Version"),
        "sent": _("Handed over"),
        "reason": _("Reason"),
        "signatures": _("Signatures"),
        "name": pgettext("on a signature line", "Name"),
        "signature": _("Signature"),
        "date": _("Date"),
        "seal": _("Seal (SHA-256)"),
    }


def _unfinished(result: SkillResult) -> str:
    if result.replaced_at is not None:
        return _("A newer version of this result was handed over: this one counts no more.")
    if result.state != ResultState.PUBLISHED:
        return _("This result is not published: it may still change.")
    return ""


def _facts(result: SkillResult) -> list[list[Any]]:
    found = [
        (_("State"), str(capfirst(result.get_state_display()))),
        (_("Version"), str(result.version)),
        (capfirst(_("reason of the correction")), result.reason),
        (_("Handed over"), _step(result.sent_at, result.sent_by)),
        (capfirst(_("confirmed")), _step(result.confirmed_at, result.confirmed_by)),
        (capfirst(_("published")), _step(result.published_at, result.published_by)),
        (_("Marking scheme"), str(result.scheme_version or "")),
    ]
    return [[label, words(value)] for label, value in found if value]


def _step(at: Any, who: User | None) -> str:
    return ", ".join(filter(None, (moment_words(at), who.get_full_name() if who else "")))


def _row(row: ResultRow, letters: Sequence[str]) -> dict[str, Any]:
    marks = [row.criteria.get(letter) for letter in letters]
    return {
        "position": str(row.position),
        "number": str(row.entry.number) if row.entry else "–",
        "name": words(row.name),
        "organisation": words(row.organisation_name),
        "parts": ["–" if mark is None else _figure(Decimal(mark)) for mark in marks],
        "total": "–" if row.total is None else _figure(row.total),
        "points": "–" if row.scale_score is None else str(row.scale_score),
        "medal": words(str(capfirst(row.get_medal_display())) if row.medal else ""),
    }


def _version(each: SkillResult) -> dict[str, Any]:
    return {
        "version": str(each.version),
        "sent": words(_step(each.sent_at, each.sent_by)),
        "reason": words(each.reason),
        "seal": each.seal,
    }


def _signatures(officials: Sequence[Official]) -> list[dict[str, Any]]:
    """Return the lines to sign on: those who are known, and empty ones where too few are."""
    known: list[dict[str, Any]] = [
        {"label": str(capfirst(each.get_role_display())), "name": words(each.person.full_name)} for each in officials
    ]
    missing = range(len(known), LEAST_SIGNATURES)
    return [*known, *({"label": capfirst(_("expert")), "name": words("")} for _place in missing)]


def _figure(mark: Decimal) -> str:
    return str(number_format(mark, 2))
