"""The pages that open a room: choose a scheme or name a few aspects, then say what kind of room it is."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Count, Q, QuerySet, Sum
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from championships.events.models import Championship
from championships.events.organising_lists import TeamLine
from championships.schemes.models import SchemeVersion
from championships.schemes.permissions import visible_schemes
from coaching.rooms.kind_words import kind_words
from coaching.rooms.marked_skills import skill_to_mark
from coaching.rooms.models import RoomKind
from coaching.rooms.opening import LONGEST_TITLE, open_room
from coaching.rooms.opening_forms import QuickAspects, QuickSheetForm, RoomForm, sub_criteria_of
from coaching.rooms.quick_sheets import QuickAspect, make_sheet
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.team_seats import teams_to_choose
from coaching.rooms.views.page_data import crumbs
from people.access import role_required, signed_in
from people.permissions import may_host_rooms

USUAL_MINUTES = 120
# What an address may hold, so that no number is too big for the database.
KEY_DIGITS = 18
MINUTE_DIGITS = 4
QUICK_LINES = 8
MOST_QUICK_LINES = 40
FOLDS = {
    "time": ("duration_minutes",),
    "jury": (
        "panel_size",
        "coordinator",
        "observers",
        "sign_off",
        "compatriots_apart",
        "discussion_seconds",
        "dispute_minutes",
    ),
    "people": ("late_join", "class_list"),
    "showing": ("board", "board_names", "marks_shown", "observers_see"),
}
"""Which settings stand under which heading of the form; a heading opens by itself when something in it is wrong."""


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_host_rooms)
def new_room(request: HttpRequest) -> HttpResponse:
    """Open a room; without a scheme in the address, choose one first."""
    user = signed_in(request)
    versions = SchemeVersion.objects.filter(scheme__in=visible_schemes(user)).select_related("scheme")
    version = _chosen_version(request, versions)
    if version is None:
        return render(request, "rooms/choose_scheme.html", {"versions": _newest(versions), "query": _query(request)})
    initial = _initial(request, version)
    teams = _teams(request, initial, version)
    form = RoomForm(request.POST or None, version=version, host=user, teams=teams, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            room = open_room(host=user, scheme_version=version, **form.wishes())
        except CommandRefused as refusal:
            form.take_refusal(refusal)
        else:
            return redirect("rooms:host", room_id=room.pk)
    return render(request, "rooms/new.html", {**_context(form, version), "teams": teams})


def _teams(request: HttpRequest, initial: dict[str, Any], version: SchemeVersion) -> list[TeamLine]:
    """Return the marking teams to offer: those of the skill that the address names, or else will be marked by it."""
    championship = Championship.objects.filter(pk=initial["championship"]).first()
    if championship is None:
        return []
    named = championship.skills.filter(pk__in=_keys(request, "skill")).first()
    skill = named or skill_to_mark(championship, version, initial["title"])
    return teams_to_choose(signed_in(request), skill) if skill else []


def _context(form: RoomForm, version: SchemeVersion) -> dict[str, Any]:
    return {
        "form": form,
        "chosen_team": form.chosen_team(),
        "version": version,
        "criteria": _choices(version, form),
        "chosen": form.chosen_parts(),
        "crumbs": crumbs(_("New room")),
        "folds": {name: _settings_in(form, fields) for name, fields in FOLDS.items()},
        "open_folds": [name for name, fields in FOLDS.items() if set(fields) & set(form.errors)],
        "is_divided": any(row["working"] for row in form.module_rows()),
        "module_rows": form.module_rows(),
    }


def _settings_in(form: RoomForm, names: Iterable[str]) -> list[tuple[BoundField, list[tuple[str, str]]]]:
    """Return the fields that the form has of these, each with what the kinds of rooms have for it."""
    fields = [form[name] for name in names if name in form.fields]
    return [(field, kind_words(field)) for field in fields]


def _chosen_version(request: HttpRequest, versions: QuerySet[SchemeVersion]) -> SchemeVersion | None:
    return versions.filter(pk__in=_keys(request, "scheme")).first()


def _newest(versions: QuerySet[SchemeVersion]) -> list[SchemeVersion]:
    """Return the newest version of each scheme: the older ones are for rooms that began with them."""
    newest: dict[int, SchemeVersion] = {}
    for version in versions.order_by("scheme", "-number"):
        newest.setdefault(version.scheme_id, version)
    return sorted(newest.values(), key=lambda version: version.created_at, reverse=True)


def _query(request: HttpRequest) -> str:
    """Return what the address already says about the room, to go on with after the choice of a scheme."""
    kept = request.GET.copy()
    kept.pop("scheme", None)
    return kept.urlencode()


def _initial(request: HttpRequest, version: SchemeVersion) -> dict[str, Any]:
    codes = request.GET.getlist("sub_criterion")
    offered = sub_criteria_of(version)
    title = request.GET.get("title", "")[:LONGEST_TITLE]
    module = _uuid(request.GET.get("module", ""))
    kind = request.GET.get("kind", "")
    return {
        "command_id": uuid4(),
        "title": title or version.scheme.title,
        "kind": kind if kind in RoomKind.values else RoomKind.PRACTICE,
        "sub_criteria": [part.pk for part in (offered.filter(code__in=codes) if codes else offered)],
        "duration_minutes": _minutes(request.GET.get("minutes", "")),
        "championship": _championship(request),
        "module_key": module,
        "module_title": title if module else "",
    }


def _championship(request: HttpRequest) -> int | None:
    """Return the key of the championship that the address names, if there is one."""
    return Championship.objects.filter(pk__in=_keys(request, "championship")).values_list("pk", flat=True).first()


def _keys(request: HttpRequest, name: str) -> list[int]:
    """Return the key that stands in the address under this name; none where nothing stands there that can be one."""
    asked = request.GET.get(name, "")
    return [int(asked)] if asked.isascii() and asked.isdigit() and len(asked) <= KEY_DIGITS else []


def _minutes(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MINUTE_DIGITS else USUAL_MINUTES


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _choices(version: SchemeVersion, form: RoomForm) -> list[dict[str, Any]]:
    """Return the criteria with what each sub-criterion brings: marks, and aspects by kind."""
    parts = sub_criteria_of(version).annotate(
        marks=Sum("aspects__maximum"),
        measured=Count("aspects", filter=Q(aspects__kind="M")),
        judged=Count("aspects", filter=Q(aspects__kind="J")),
    )
    groups: dict[int, dict[str, Any]] = {}
    for part in parts:
        part.chosen_module = form.module_of(part.pk)  # type: ignore[attr-defined]
        group = groups.setdefault(part.criterion_id, {"criterion": part.criterion, "parts": []})
        group["parts"].append(part)
    return list(groups.values())


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_host_rooms)
def quick_sheet(request: HttpRequest) -> HttpResponse:
    """Make a small scheme of a few aspects, and go on to the room, with what the address says about it."""
    form = QuickSheetForm(request.POST or None, initial={"title": request.GET.get("title", "")[:LONGEST_TITLE]})
    lines = QuickAspects(
        request.POST or None, initial=[{"kind": "M"}] * QUICK_LINES if request.method != "POST" else None
    )
    if request.method == "POST" and form.is_valid() and lines.is_valid():
        aspects = [QuickAspect(**line) for line in lines.cleaned_data[:MOST_QUICK_LINES] if line.get("name")]
        if aspects:
            version = make_sheet(host=signed_in(request), title=form.cleaned_data["title"], aspects=aspects)
            query = request.GET.copy()
            query["scheme"] = str(version.pk)
            query.setdefault("title", version.scheme.title)
            return redirect(f"{reverse('rooms:new')}?{query.urlencode()}")
        form.add_error(None, _("Name at least one aspect and say how many marks it brings."))
    context = {"form": form, "lines": lines, "crumbs": crumbs(_("A quick sheet"))}
    return render(request, "rooms/quick_sheet.html", context)
