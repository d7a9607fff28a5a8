"""The address of somebody's own calendar at one championship, which says neither who she is nor where else she is.

A plain number would tell that two initials are one person, to whoever counts. So it answers only where the name is
public, and her own desk leads to an address that nobody can guess, another one at every championship.
"""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from championships.events.models import Championship, EntryStatus, Publicity, PublicPerson

SALT = "championships.events.open_data.own_calendars"
LENGTH = 32


def own_address(championship: Championship, person: PublicPerson) -> str:
    """Return where `person` finds the plan of her skills at `championship`."""
    return reverse("events:own_calendar", args=[championship.slug, _token(championship, person.pk)])


def person_of_token(championship: Championship, token: str) -> PublicPerson | None:
    """Return whose address holds `token`, of whom something is public; None where it is nobody's. Two queries."""
    entered = Q(entries__contested_skill__championship=championship) & ~Q(entries__status=EntryStatus.WITHDRAWN)
    people = public_people().filter(entered | Q(tasks__championship=championship))
    keys = people.order_by().values_list("pk", flat=True).distinct()
    key = next((key for key in keys if constant_time_compare(_token(championship, key), token)), None)
    return None if key is None else public_people().get(pk=key)


def person_by_name(key: int) -> PublicPerson | None:
    """Return the person with this key, if her name is public. One query."""
    return public_people().filter(pk=key, publicity=Publicity.NAME).first()


def public_people() -> QuerySet[PublicPerson]:
    """Return everybody of whom something is public."""
    return PublicPerson.objects.filter(removed_at=None).exclude(publicity=Publicity.NOTHING)


def _token(championship: Championship, person: int) -> str:
    return salted_hmac(SALT, f"{championship.pk}:{person}", algorithm="sha256").hexdigest()[:LENGTH]
