"""The medal table and the comparisons of members in words: what each counts, and where its formula comes from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from championships.events.medal_table import MedalTable
from championships.events.members import member_of_row
from championships.events.models import Championship, ContestedSkill, MembersAre, ResultRow
from championships.events.public_results.naming import member_name
from championships.events.skill_names import titles_of
from championships.events.standings import name_of
from championships.marking import MemberReports, MemberResult
from championships.marking.honours import Ranked

PUBLISHED_REPORTS = _("WorldSkills International, Results and Reports")
FORMULA = _("WorldSkills International, Results and Reports; the formula of the scale is unofficial")


@dataclass(frozen=True)
class Column:
    """A figure of a report: its heading and how it is found; whole, or with two places."""

    heading: str | Promise
    figure: Callable[[MemberResult], int | Decimal]


@dataclass(frozen=True)
class Report:
    """One of the five comparisons: its name, what it counts in one sentence, whose formula that is, its columns."""

    name: str
    title: str | Promise
    words: str | Promise
    source: str | Promise
    columns: Sequence[Column]
    lines: Callable[[MemberReports], Sequence[Ranked]]
    needs_scale: bool = False


@dataclass(frozen=True)
class ReportLine:
    """One member in a report, with the figures beside their headings."""

    position: int | None
    member: str
    figures: Sequence[tuple[str, int | Decimal]]


@dataclass(frozen=True)
class FilledReport:
    """A report with its lines; none where it needs the scale and some skill has none."""

    report: Report
    lines: Sequence[ReportLine]


@dataclass(frozen=True)
class Best:
    """The best of one member: who, in which skill, with how many points of the scale."""

    member: str
    name: str
    skill: str
    skill_key: int
    scale_score: int


SKILLS = Column(_("Skills"), lambda result: result.skills)
COMPETITORS = Column(_("Competitors"), lambda result: result.entries)
REPORTS = (
    Report(
        "alphabetical",
        _("In the order of the alphabet"),
        _("Every member with its skills, its competitors and its medal points; a team counts as one competitor."),
        PUBLISHED_REPORTS,
        (SKILLS, COMPETITORS, Column(_("Medal points"), lambda result: result.medal_points)),
        lambda reports: reports.alphabetical,
    ),
    Report(
        "total-medal-points",
        _("Total medal points"),
        _("Gold counts 4 points, silver 3, bronze 2 and a medallion 1, added up over all skills."),
        PUBLISHED_REPORTS,
        (Column(_("Medal points"), lambda result: result.medal_points),),
        lambda reports: reports.total_medal_points,
    ),
    Report(
        "average-medal-points",
        _("Average medal points"),
        _(
            "The medal points divided by the number of skills entered, so that a small member is not behind for its size."
        ),
        PUBLISHED_REPORTS,
        (SKILLS, Column(_("Medal points for each skill"), lambda result: result.average_medal_points)),
        lambda reports: reports.average_medal_points,
    ),
    Report(
        "total-points",
        _("Total point score"),
        _("The points of the scale of all competitors added up."),
        FORMULA,
        (Column(_("Points"), lambda result: result.point_score),),
        lambda reports: reports.total_point_score,
        needs_scale=True,
    ),
    Report(
        "average-points",
        _("Average point score"),
        _("The points of the scale of all competitors divided by their number."),
        FORMULA,
        (COMPETITORS, Column(_("Points for each competitor"), lambda result: result.average_point_score)),
        lambda reports: reports.average_point_score,
        needs_scale=True,
    ),
)


def filled_reports(table: MedalTable) -> list[FilledReport]:
    """Return the five comparisons of `table` with their lines."""
    return [_filled(report, table) for report in REPORTS]


def best_of_each(championship: Championship, rows: Sequence[ResultRow]) -> list[Best]:
    """Return the best of each member among the public lines, in the order of their names. Two queries."""
    best = [row for row in rows if row.best_of_member]
    skills = ContestedSkill.objects.filter(public_result__in={row.result_id for row in best})
    names = titles_of(skills)
    members_are = MembersAre(championship.members_are)
    found = [_best(row, members_are, names) for row in best]
    return sorted(found, key=lambda each: (each.member.casefold(), each.skill, each.name))


def _filled(report: Report, table: MedalTable) -> FilledReport:
    shown = report.lines(table.reports) if table.scaled or not report.needs_scale else ()
    lines = [_line(ranked, report.columns, table.members_are) for ranked in shown]
    if lines and lines[0].position is None:
        lines.sort(key=lambda line: line.member.casefold())
    return FilledReport(report, lines)


def _line(ranked: Ranked, columns: Sequence[Column], members_are: MembersAre) -> ReportLine:
    figures = [(str(column.heading), column.figure(ranked.result)) for column in columns]
    return ReportLine(ranked.position, member_name(ranked.result.member, members_are), figures)


def _best(row: ResultRow, members_are: MembersAre, names: dict[int, str]) -> Best:
    key = row.result.contested_skill_id or 0
    return Best(
        member=member_name(member_of_row(row, members_are), members_are),
        name=name_of(row),
        skill=names.get(key, row.result.skill_title),
        skill_key=key,
        scale_score=row.scale_score or 0,
    )
