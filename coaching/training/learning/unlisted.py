"""What public lists leave out: the catalogue, its search, the sitemap and shelves show what everybody may read now."""

from hashlib import sha256
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from coaching.training.learning import addressing, belonging
from coaching.training.learning.models import AvailabilityRule, EnrolmentTerms, Reading
from coaching.training.learning.outline import outlines
from coaching.training.learning.parts import Record, closed
from pages.kept_answers import register_number
from pages.unlisted import register_condition

NUMBER = "closed training"


def connect() -> None:
    """Leave out of public lists what is closed from now on; called once, when the app is ready."""
    register_number(NUMBER, _number)
    register_condition(closed_to_the_public, NUMBER)


def closed_to_the_public() -> Q:
    """Return the condition of pages that somebody without an account may not read now.

    One query while no programme is closed and no rule is set; at most a constant number more.
    """
    return _by_terms() | _by_rules()


def _number(_key: str = "") -> str:
    """Return which pages are left out now, by a hash: rules change that, and time."""
    closed_now = Page.objects.filter(closed_to_the_public()).order_by("pk").values_list("pk", flat=True)
    return sha256(repr(list(closed_now)).encode()).hexdigest()


def _by_terms() -> Q:
    terms = dict(EnrolmentTerms.objects.exclude(reading=Reading.EVERYBODY).values_list("programme_key", "reading"))
    hidden = Q(pk__in=[])
    if terms:
        for key, path in Page.objects.filter(translation_key__in=terms).values_list("translation_key", "path"):
            below = Q(path__startswith=path)
            hidden |= below if terms[key] == Reading.INVITED else below & ~Q(path=path)
    return hidden


def _by_rules() -> Q:
    ruled = AvailabilityRule.objects.values_list("key", flat=True)
    pages = Page.objects.filter(Q(translation_key__in=ruled) | Q(alias_of__translation_key__in=ruled))
    found = belonging.positions(addressing.with_keys(pages).only("path", "content_type_id"))
    tops = {position.top for position in found.values()}
    now = timezone.now()
    hidden: set[UUID] = set()
    for outline in outlines(tops).values():
        hidden |= {key for key, way in outline.ways.items() if closed(way, Record(), now, None) is not None}
    return Q(translation_key__in=hidden) | Q(alias_of__translation_key__in=hidden)
