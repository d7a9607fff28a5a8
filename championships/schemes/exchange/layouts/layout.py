"""What every layout must be able to do: recognise itself in a workbook, and read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from championships.marking import Scheme
from championships.schemes.exchange.awarded import NOTHING_BESIDE, Beside
from championships.schemes.exchange.builder import SchemeBuilder
from championships.schemes.exchange.remarks import Remarks
from championships.schemes.exchange.sheets import Row, Sheet


@dataclass(frozen=True, slots=True)
class Match:
    """A layout found its headings in `sheet`, in the row `headings`; the surest match wins."""

    sheet: Sheet
    headings: Row
    certainty: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A scheme, the builder that knows which row each of its parts came from, and what the file holds beside it.

    `other_sheets` are the names of the worksheets that the layout read besides the matched one.
    """

    scheme: Scheme
    builder: SchemeBuilder
    beside: Beside = NOTHING_BESIDE
    other_sheets: frozenset[str] = frozenset()


class Layout(Protocol):
    """One layout of marking-scheme files."""

    @property
    def key(self) -> str:
        """The name under which versions remember their layout."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def expected(self) -> str:
        """The headings that it is told by."""

    def recognise(self, sheets: Sequence[Sheet]) -> Match | None:
        """Return where the headings of this layout stand, or None."""

    def read(self, sheets: Sequence[Sheet], match: Match, remarks: Remarks) -> Reading:
        """Return the scheme, with a remark on every row that was doubtful or not used."""
