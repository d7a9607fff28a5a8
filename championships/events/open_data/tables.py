"""The public results as tables, their heads in the active language: what CSV, workbooks and JSON files hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from championships.events.medal_table import MedalTable
from championships.events.models import Championship, ContestedSkill, MembersAre, ResultRow, SkillResult
from championships.events.open_data.gathering import skills_of
from championships.events.skill_names import names_of
from championships.events.standings import name_of
from championships.schemes.exchange.table_files import Table, Value


@dataclass(frozen=True)
class PublicResult:
    """The public result of one skill, with what the skill is called in the language asked for."""

    skill: ContestedSkill
    title: str
    result: SkillResult
    rows: Sequence[ResultRow]


def public_results(championship: Championship, language: str) -> list[PublicResult]:
    """Return the public results of all skills. Four queries, whatever their number."""
    shown = skills_of(championship).filter(public_result__isnull=False).prefetch_related("public_result__rows")
    return _with_titles(shown, language)


def public_result_of(championship: Championship, skill: int, language: str) -> PublicResult | None:
    """Return the public result of the skill with this key; None where nothing is public. Four queries."""
    shown = skills_of(championship).filter(pk=skill, public_result__isnull=False)
    return next(iter(_with_titles(shown.prefetch_related("public_result__rows"), language)), None)


def _with_titles(skills: Iterable[ContestedSkill], language: str) -> list[PublicResult]:
    skills = list(skills)
    titles = names_of(skills, language)
    return [
        PublicResult(skill, titles[skill.pk], skill.public_result, in_public_order(skill.public_result.rows.all()))
        for skill in skills
        if skill.public_result
    ]


def in_public_order(rows: Iterable[ResultRow]) -> list[ResultRow]:
    """Return the lines by place, and equals in an order that says nothing of sealed names."""
    return sorted(rows, key=lambda row: (row.position, row.public_name, row.organisation_name, row.pk))


def championship_table(results: Iterable[PublicResult]) -> Table:
    """Return every line of every public result of a championship."""
    headings = [_("Skill"), *_headings(), _("Most possible"), *_honours()]
    rows: list[list[Value]] = [
        [each.title, *_row(row), each.result.most, *_honours_of(row)] for each in results for row in each.rows
    ]
    return Table(_("Results"), headings, rows)


def skill_table(each: PublicResult) -> Table:
    """Return the lines of one public result, with the marks by criterion."""
    criteria = each.result.criteria
    headings = [
        *_headings(),
        *(f"{part['letter']} {part['name']} / {part['maximum']}" for part in criteria),
        *_honours(),
    ]
    letters = [part["letter"] for part in criteria]
    rows: list[list[Value]] = [[*_row(row), *_marks(row, letters), *_honours_of(row)] for row in each.rows]
    return Table(each.title, headings, rows)


def medals_table(table: MedalTable) -> Table:
    """Return the medal table."""
    headings = [
        pgettext("in a standing", "Place"),
        member_heading(table.members_are),
        _("Gold"),
        _("Silver"),
        _("Bronze"),
        _("Medallions"),
        _("Medal points"),
    ]
    rows: list[list[Value]] = [
        [line.position, line.member, line.gold, line.silver, line.bronze, line.medallions, line.medal_points]
        for line in table.lines
    ]
    return Table(_("Medal table"), headings, rows)


def member_heading(members_are: MembersAre) -> str:
    """Return the heading above those whom competitors stand for."""
    named: Mapping[MembersAre, str] = {
        MembersAre.ORGANISATION: _("Organisation"),
        MembersAre.REGION: _("region"),
        MembersAre.COUNTRY: _("country"),
    }
    return str(capfirst(named[members_are]))


def _headings() -> list[str]:
    place, name = pgettext("in a standing", "Place"), _("Competitor")
    return [place, name, _("Organisation"), capfirst(_("region")), capfirst(_("country")), _("Total")]


def _honours() -> list[str]:
    return [capfirst(_("points of the scale")), capfirst(_("medal")), capfirst(_("best of those they stand for"))]


def _row(row: ResultRow) -> list[Value]:
    return [row.position, name_of(row), row.organisation_name, row.region, row.country, row.total]


def _marks(row: ResultRow, letters: Iterable[str]) -> list[Value]:
    return [Decimal(row.criteria[letter]) if letter in row.criteria else None for letter in letters]


def _honours_of(row: ResultRow) -> list[Value]:
    medal = row.get_medal_display() if row.medal else ""
    return [row.scale_score, medal, _("Yes") if row.best_of_member else ""]
