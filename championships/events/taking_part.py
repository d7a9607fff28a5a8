"""The part of the desk that shows somebody the championships that she takes part in, with the plan for her calendar."""

from collections import defaultdict
from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from championships.events.calendar import Phase, phase
from championships.events.dates import span
from championships.events.models import Entry, EntryStatus, Official, Publicity, PublicPerson
from championships.events.open_data.gathering import Announced, announced, public_championships
from championships.events.open_data.own_calendars import own_address
from championships.events.sections import url_of
from championships.events.skill_names import titles_of
from pages import desk

SHOWN = 5
ORDER = 17

Part = Entry | Official


def make_panel(request: HttpRequest) -> desk.Panel | None:
    """Return the public championships that the reader competes or works at, if there are any. Five queries at most."""
    person = PublicPerson.objects.filter(user=request.user.pk).first() if request.user.is_authenticated else None
    if person is None:
        return None
    parts = _parts(person)
    found = announced(public_championships().filter(pk__in=parts)[:SHOWN], get_language() or "")
    if not found:
        return None
    titles = titles_of(part.contested_skill for each in parts.values() for part in each if part.contested_skill)
    return desk.Panel(
        title=_("Championships that you take part in"),
        icon="medal",
        entries=[_entry(each, parts[each.championship.pk], titles) for each in found],
        actions=[_calendar(each, parts[each.championship.pk], person) for each in found if _when(each) != Phase.PAST],
    )


def _parts(person: PublicPerson) -> dict[int, list[Part]]:
    """Return the entries and tasks of `person` by championship, entries first."""
    found: dict[int, list[Part]] = defaultdict(list)
    for entry in (
        Entry.objects.filter(people=person).exclude(status=EntryStatus.WITHDRAWN).select_related("contested_skill")
    ):
        found[entry.contested_skill.championship_id].append(entry)
    for task in person.tasks.select_related("contested_skill"):
        found[task.championship_id].append(task)
    return found


def _when(each: Announced) -> Phase:
    return phase(each.championship, timezone.localdate())


def _entry(each: Announced, parts: Sequence[Part], titles: dict[int, str]) -> desk.Entry:
    entry = next((part for part in parts if isinstance(part, Entry)), None)
    days = span(each.championship.starts_on, each.championship.ends_on)
    is_on = _when(each) == Phase.RUNNING
    return desk.Entry(
        title=each.title,
        url=url_of(each.page, "participants", entry.pk) if entry else each.page.get_url() or "",
        text=", ".join([*(_told(part, titles) for part in parts), days]),
        badge=_("On now") if is_on else "",
        tone="live" if is_on else "neutral",
    )


def _told(part: Part, titles: dict[int, str]) -> str:
    skill = titles.get(part.contested_skill_id or 0, "")
    if isinstance(part, Entry):
        return skill
    role = str(capfirst(part.get_role_display()))
    return f"{role}: {skill}" if skill else role


def _calendar(each: Announced, parts: Sequence[Part], person: PublicPerson) -> desk.Action:
    """Return the way to the plan of her skills; to the whole plan where she has none, or nothing of her is public."""
    slug = each.championship.slug
    is_own = person.publicity != Publicity.NOTHING and any(part.contested_skill_id for part in parts)
    address = own_address(each.championship, person) if is_own else reverse("events:calendar", args=[slug])
    return desk.Action(_("Calendar: %(championship)s") % {"championship": each.title}, address, "calendar")
