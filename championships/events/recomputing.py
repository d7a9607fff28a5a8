"""Recompute and compare: a result is added up anew from the marks of its source, and must be what is stored."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championships.events import composing, showing, sources
from championships.events.lines import CENT, HandedOver, PublishedCriterion, PublishedRow
from championships.events.models import Championship, ResultRow, SkillResult
from championships.events.sealing import is_intact
from championships.marking import Medal

CELL_NAMES = {
    "position": gettext_lazy("place"),
    "total": gettext_lazy("marks"),
    "scale_score": gettext_lazy("points of the scale"),
    "medal": gettext_lazy("medal"),
    "seal": gettext_lazy("seal"),
    "line": gettext_lazy("line"),
    "maximum": gettext_lazy("maximum"),
    "best_of_member": gettext_lazy("best of those they stand for"),
}
CELLS = ("position", "total", "scale_score", "medal", "criteria", "sections")


@dataclass(frozen=True)
class Difference:
    """A cell that is not what comes out: whose line (its sealed name), which cell, what is stored and what was found."""

    line: str
    cell: str
    stored: str
    found: str

    @property
    def cell_name(self) -> str:
        """Return the name of the cell in the reader's language."""
        table, _space, key = self.cell.partition(" ")
        if table == "criteria":
            return _("criterion %(letter)s") % {"letter": key}
        if table == "sections":
            return _("section %(number)s") % {"number": key}
        return str(CELL_NAMES[self.cell])

    def __str__(self) -> str:
        words = _("%(line)s, %(cell)s: stored %(stored)s, found %(found)s")
        return words % {
            "line": self.line or "–",
            "cell": self.cell_name,
            "stored": self.stored or "–",
            "found": self.found or "–",
        }


def differences(result: SkillResult) -> list[Difference]:
    """Return every cell of `result` that is not what its source gives now, by the rules that it was computed by.

    Where nobody can take it anew, it is added up from its own marks by criterion. The seal must be whole as well.
    """
    rows = list(result.rows.select_related("entry__organisation"))
    found = [] if is_intact(result, rows) else [Difference("", "seal", result.seal, "")]
    source = sources.source_of(result.source)
    handed = source.recompute(sources.key_of(result.source)) if source else from_own_rows(result, rows)
    if handed.maximum != result.maximum:
        found.append(Difference("", "maximum", str(result.maximum), str(handed.maximum)))
    return [*found, *_compare(rows, composing.rows_of(result, _entered(handed, rows)))]


def differences_of_all(championship: Championship) -> dict[int, list[Difference]]:
    """Return the differences of every current result by its key, and under 0 those of who is the best of their own."""
    found = {result.pk: differences(result) for result in championship.results.filter(replaced_at__isnull=True)}
    rows = showing.public_rows(championship)
    best = showing.best_keys(rows, championship)
    wrong = [row for row in rows if row.best_of_member != (row.pk in best)]
    found[0] = [Difference(row.name, "best_of_member", str(row.best_of_member), str(row.pk in best)) for row in wrong]
    return {key: each for key, each in found.items() if each}


def from_own_rows(result: SkillResult, rows: Sequence[ResultRow]) -> HandedOver:
    """Return what was handed over as the lines themselves tell it, with totals added up from the criteria."""
    criteria = [PublishedCriterion(each["letter"], each["name"], Decimal(each["maximum"])) for each in result.criteria]
    brings_awards = result.facts.get("awards") == composing.BROUGHT
    return HandedOver([line_of_row(row) for row in rows], criteria, brings_awards)


def line_of_row(row: ResultRow) -> PublishedRow:
    """Return the line as it could have been handed over."""
    criteria = {letter: Decimal(mark) for letter, mark in row.criteria.items()}
    return PublishedRow(
        position=row.position,
        name=row.name,
        organisation_name=row.organisation_name,
        total=sum(criteria.values(), Decimal(0)) if criteria else row.total,
        criteria=criteria,
        sections={number: Decimal(mark) for number, mark in row.sections.items()},
        key=row.key,
        entry=row.entry,
        public_name=row.public_name,
        region=row.region,
        country=row.country,
        scale_score=row.scale_score,
        medal=Medal(row.medal) if row.medal else None,
    )


def _entered(handed: HandedOver, rows: Sequence[ResultRow]) -> HandedOver:
    """Return the lines as found, without entries: who somebody is was settled when the result was handed over."""
    lines = [PublishedRow(**{**line.__dict__, "entry": None}) for line in handed.rows]
    return HandedOver(lines, handed.criteria, handed.brings_awards)


def _identity(row: ResultRow) -> str:
    return row.key or row.name


def _compare(stored: Iterable[ResultRow], found: Iterable[ResultRow]) -> Iterator[Difference]:
    before = {_identity(row): row for row in stored}
    after = {_identity(row): row for row in found}
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        name = (old or new or ResultRow()).name
        if old is None or new is None:
            yield Difference(name, "line", "" if old is None else name, "" if new is None else name)
            continue
        yield from compare_rows(old, new)


def compare_rows(old: ResultRow, new: ResultRow) -> Iterator[Difference]:
    """Yield the cells in which two lines differ; marks by criterion and section one by one."""
    for cell in CELLS:
        before, after = getattr(old, cell), getattr(new, cell)
        if isinstance(before, dict):
            for key in sorted({*before, *after}):
                if before.get(key) != after.get(key):
                    yield Difference(old.name, f"{cell} {key}", before.get(key, ""), after.get(key, ""))
        elif _text(before) != _text(after):
            yield Difference(old.name, cell, _text(before), _text(after))


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(value.quantize(CENT)) if isinstance(value, Decimal) else str(value)
