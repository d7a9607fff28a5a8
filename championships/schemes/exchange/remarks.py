"""Collecting what was doubtful while a file is read."""

from championships.marking import Severity
from championships.schemes.exchange.report import Remark
from championships.schemes.exchange.sheets import Row

LONGEST_SEEN = 300


class Remarks:
    """The remarks of one file, in the order of its rows."""

    def __init__(self) -> None:
        self.found: list[Remark] = []

    def add(
        self,
        remark: str,
        sheet: str,
        row: Row | None,
        /,
        *,
        seen: str | None = None,
        error: bool = False,
        **figures: str,
    ) -> None:
        """Add a remark about `row`; `seen` is what stands there (the whole row, if not said otherwise)."""
        text = (row.seen() if row else "") if seen is None else " ".join(seen.split())
        severity = Severity.ERROR if error else Severity.WARNING
        self.found.append(
            Remark(remark, sheet, (row.number or None) if row else None, text[:LONGEST_SEEN], severity, figures)
        )
