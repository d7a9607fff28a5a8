"""What those whom people stand for are called in the reader's language, and where they are on record."""

from collections.abc import Iterable, Mapping

from babel import Locale
from django.utils.translation import get_language

from championships.events.models import MembersAre
from people.models import Organisation


def organisation_keys(names: Iterable[str]) -> Mapping[str, int]:
    """Return the keys of the organisations with these names, as far as they are on record. One query."""
    return dict(Organisation.objects.filter(name__in=set(names)).values_list("name", "pk"))


def member_name(member: str, members_are: str) -> str:
    """Return how somebody one stands for is called: a country by its name in the reader's language.

    >>> member_name("KZ", "country"), member_name("Demo College", "organisation")
    ('Kazakhstan', 'Demo College')
    """
    if members_are != MembersAre.COUNTRY:
        return member
    return str(Locale.parse(get_language() or "en").territories.get(member.upper(), member))
