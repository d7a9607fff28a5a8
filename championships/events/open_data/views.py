"""What readers fetch of open data in their language: files, calendars, feeds, and the page about the interface."""

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championships.events.medal_table import medal_table
from championships.events.models import Championship, PublicPerson
from championships.events.open_data import calendars, feeds, gathering, own_calendars, tables
from championships.events.open_data.answers import one
from championships.events.open_data.asking import JSON_TYPE, as_json, tagged
from championships.events.open_data.files import still_workbook
from championships.events.open_data.gathering import Announced
from championships.events.open_data.page import sections
from championships.events.skill_names import names_of
from championships.schemes.exchange.table_files import CSV_TYPE, WORKBOOK_TYPE, Table, csv_of

CALENDAR_TYPE = "text/calendar; charset=utf-8"
SEMICOLON = "semicolon"


# Files -----------------------------------------------------------------------------------------------------------


@require_safe
def results_file(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """Send all public results of a championship."""
    championship = _one(slug).championship
    found = tables.public_results(championship, _language())
    if ending == "json":
        content = {**_head(championship), "results": [_plain(each) for each in found]}
        return _json(request, content, championship, "results")
    shown = [tables.championship_table(found), tables.medals_table(medal_table(championship))]
    return _table_file(request, shown, ending, championship, "results")


@require_safe
def skill_results_file(request: HttpRequest, slug: str, skill: int, ending: str) -> HttpResponse:
    """Send the public result of a skill, with its marks by criterion."""
    championship = _one(slug).championship
    found = tables.public_result_of(championship, skill, _language())
    if found is None:
        raise Http404
    name = f"skill-{skill}"
    if ending == "json":
        return _json(request, {**_head(championship), **_plain(found)}, championship, name)
    return _table_file(request, [tables.skill_table(found)], ending, championship, name)


@require_safe
def medals_file(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """Send the medal table."""
    championship = _one(slug).championship
    table = medal_table(championship)
    if ending == "json":
        return _json(request, gathering.medals_data(championship, table), championship, "medals")
    return _table_file(request, [tables.medals_table(table)], ending, championship, "medals")


def _table_file(
    request: HttpRequest, shown: list[Table], ending: str, championship: Championship, name: str
) -> HttpResponse:
    """Send tables: a workbook holds them all, CSV the first."""
    if ending == "xlsx":
        day = datetime.combine(championship.starts_on, datetime.min.time(), tzinfo=UTC)
        response = tagged(request, still_workbook(shown, day), WORKBOOK_TYPE, sequence=championship.sequence)
    else:
        body = csv_of(shown[0], semicolons=request.GET.get("separator") == SEMICOLON)
        response = tagged(request, body, CSV_TYPE, sequence=championship.sequence)
    return _named(response, f"{championship.slug}-{name}-{_language()}.{ending}")


def _json(request: HttpRequest, content: object, championship: Championship, name: str) -> HttpResponse:
    response = tagged(request, as_json(content), JSON_TYPE, sequence=championship.sequence)
    return _named(response, f"{championship.slug}-{name}-{_language()}.json")


def _head(championship: Championship) -> dict[str, object]:
    return {"championship": championship.slug, "sequence": championship.sequence}


def _plain(each: tables.PublicResult) -> dict[str, object]:
    return {
        "skill": gathering.skill_data(each.skill, each.title),
        "maximum": gathering.most_of(each.result),
        "criteria": gathering.criteria_of(each.result),
        "reason": each.result.public_reason,
        "lines": [gathering.line_data(row) for row in each.rows],
    }


def _named(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# Calendars -------------------------------------------------------------------------------------------------------


@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the plan of a championship as a calendar."""
    each = _one(slug)
    items = gathering.schedule_of(each.championship)
    return _calendar(request, each, items, each.title)


@require_safe
def skill_calendar(request: HttpRequest, slug: str, skill: int) -> HttpResponse:
    """Send the plan of a skill: what is planned for it, and for all."""
    each = _one(slug)
    found = get_object_or_404(gathering.skills_of(each.championship), pk=skill)
    title = names_of([found], _language())[found.pk]
    name = calendars.name_of_calendar(each.title, title)
    return _calendar(request, each, gathering.schedule_for(each.championship, [found.pk]), name)


@require_safe
def person_calendar(request: HttpRequest, slug: str, person: int) -> HttpResponse:
    """Send the plan of the skills that somebody competes in or works at, whose name is public."""
    return _plan_of(request, _one(slug), own_calendars.person_by_name(person))


@require_safe
def own_calendar(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Send the plan of somebody's skills to whom she gave her own address; there is none of whom nothing is public."""
    each = _one(slug)
    return _plan_of(request, each, own_calendars.person_of_token(each.championship, token))


def _plan_of(request: HttpRequest, each: Announced, person: PublicPerson | None) -> HttpResponse:
    skills = gathering.skills_of_person(each.championship, person) if person else []
    if person is None or not skills:
        raise Http404
    name = calendars.name_of_calendar(each.title, person.public_name)
    return _calendar(request, each, gathering.schedule_for(each.championship, skills), name)


def _calendar(request: HttpRequest, each: Announced, items: gathering.Plan, name: str) -> HttpResponse:
    address = request.build_absolute_uri(each.page.get_url() or "/")
    body = calendars.calendar_of(each, items, name=name, language=_language(), address=address)
    response = tagged(request, body, CALENDAR_TYPE)
    response["Content-Disposition"] = f'inline; filename="{each.championship.slug}.ics"'
    return response


# Feeds and the page ----------------------------------------------------------------------------------------------


@require_safe
def championship_feed(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Send news and results of a championship."""
    each = _one(slug)
    return _feed(request, kind, each.title, each)


@require_safe
def feed(request: HttpRequest, kind: str) -> HttpResponse:
    """Send news and results of all championships."""
    return _feed(request, kind, _("Podium: news and results"), None)


def _feed(request: HttpRequest, kind: str, title: str, about: Announced | None) -> HttpResponse:
    channel = feeds.Channel(title, _language(), about, request.build_absolute_uri(request.path))
    body, content_type = feeds.feed_of(kind, channel, request.build_absolute_uri)
    return tagged(request, body, content_type)


@require_safe
def interface(request: HttpRequest) -> HttpResponse:
    """Show what the interface can be asked, out of its OpenAPI document."""
    server = request.build_absolute_uri("/")
    context = {"sections": sections(server), "document": reverse("api:openapi"), "server": server.rstrip("/")}
    return render(request, "events/open_data/interface.html", context)


def _one(slug: str) -> Announced:
    return one(slug, _language())


def _language() -> str:
    return get_language() or "en"
