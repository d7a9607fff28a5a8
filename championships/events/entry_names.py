"""What the public may call an entry: its team, and those of its people who have a public name."""

from collections.abc import Sequence

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from championships.events.models import Entry, EntryPerson, EntryStatus, PublicPerson


def standing_entries() -> QuerySet[Entry]:
    """Return the entries that were not withdrawn, with whom they are of. Two queries."""
    members = EntryPerson.objects.select_related("person").order_by("order", "pk")
    entries = Entry.objects.exclude(status=EntryStatus.WITHDRAWN).select_related("organisation")
    return entries.prefetch_related(Prefetch("members", members))


def people_of(entry: Entry) -> list[PublicPerson]:
    """Return the people of an entry in their order; of `standing_entries` without a query."""
    return [member.person for member in entry.members.all()]


def called(team_name: str, names: Sequence[str]) -> str:
    """Return what an entry is called, in words where nothing of it is public.

    >>> called("Team 7", ["A. A.", ""]), called("", ["A. A.", "B. B."])
    ('Team 7: A. A.', 'A. A., B. B.')
    """
    known = ", ".join(name for name in names if name)
    return f"{team_name}: {known}" if team_name and known else team_name or known or _("Name not public")


def name_of_entry(entry: Entry) -> str:
    """Return what the public may call an entry of `standing_entries`."""
    return called(entry.team_name, [person.public_name for person in people_of(entry)])
