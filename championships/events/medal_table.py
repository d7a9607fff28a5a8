"""The medal table and the five comparisons of members, from public results alone (rules 2.3)."""

from collections.abc import Iterable
from dataclasses import dataclass

from championships.events.members import member_of_row
from championships.events.models import Championship, MembersAre, ResultRow
from championships.events.showing import public_rows
from championships.marking import Entry, Medal, MemberReports, MemberResult, member_reports

MEDALS = (Medal.GOLD, Medal.SILVER, Medal.BRONZE, Medal.MEDALLION)


@dataclass(frozen=True)
class TableLine:
    """One member of the medal table: gold counts most, then silver, bronze and medallions; equals share a place."""

    position: int
    member: str
    gold: int
    silver: int
    bronze: int
    medallions: int
    medal_points: int

    @property
    def together(self) -> int:
        """Return medals and medallions together."""
        return self.gold + self.silver + self.bronze + self.medallions


@dataclass(frozen=True)
class MedalTable:
    """The table, the five reports, and of how many lines it is not known whom they stand for.

    `scaled` says whether every skill has the scale: sums of its points compare members only then.
    """

    members_are: MembersAre
    lines: tuple[TableLine, ...]
    reports: MemberReports
    unknown: int
    scaled: bool


def medal_table(championship: Championship, members_are: MembersAre | None = None) -> MedalTable:
    """Return the table of `championship`, by default of whom its competitors stand for. One query."""
    return table_of(public_rows(championship), members_are or MembersAre(championship.members_are))


def table_of(rows: Iterable[ResultRow], members_are: MembersAre) -> MedalTable:
    """Return the table of these lines; a team is one line and counts once."""
    rows = list(rows)
    known = [row for row in rows if member_of_row(row, members_are)]
    reports = member_reports(_entry(row, members_are) for row in known)
    return MedalTable(
        members_are=members_are,
        lines=_ranked([ranked.result for ranked in reports.alphabetical]),
        reports=reports,
        unknown=len(rows) - len(known),
        scaled=all(row.scale_score is not None for row in known),
    )


def _entry(row: ResultRow, members_are: MembersAre) -> Entry:
    skill = str(row.result.contested_skill_id)
    medal = Medal(row.medal) if row.medal else None
    return Entry(member_of_row(row, members_are), skill, row.scale_score or 0, medal)


def _ranked(results: Iterable[MemberResult]) -> tuple[TableLine, ...]:
    counted = [(tuple(result.medals[medal] for medal in MEDALS), result) for result in results]
    ordered = sorted(counted, key=lambda pair: pair[0], reverse=True)
    first: dict[tuple[int, ...], int] = {}
    for place, (medals, _result) in enumerate(ordered, start=1):
        first.setdefault(medals, place)
    return tuple(_line(first[medals], result) for medals, result in ordered)


def _line(position: int, result: MemberResult) -> TableLine:
    gold, silver, bronze, medallions = (result.medals[medal] for medal in MEDALS)
    return TableLine(position, result.member, gold, silver, bronze, medallions, result.medal_points)
