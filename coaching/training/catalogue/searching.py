"""Which entries of the catalogue a reader means: by words, and by what she filters by."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, F, IntegerField, OuterRef, QuerySet, Value
from wagtail.models import Page

from coaching.training.models import CatalogueEntry, CatalogueFacet, CatalogueWord
from pages.search.matching import meant_words, ranked
from pages.search.words import asked_words
from pages.unlisted import listed

# Bounds of the filter by hours: above the first, up to the second.
HOURS = {"2": (Decimal(0), Decimal(2)), "8": (Decimal(2), Decimal(8)), "36": (Decimal(8), Decimal(36)),
         "more": (Decimal(36), Decimal(100_000))}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked for; empty texts ask for nothing."""

    query: str = ""
    skill: str = ""
    section: str = ""
    audience: str = ""
    level: str = ""
    hours: str = ""
    language: str = ""

    @property
    def is_filtered(self) -> bool:
        """Return whether anything was asked for."""
        return any((self.query.strip(), self.skill, self.section, self.audience, self.level, self.hours, self.language))


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that fits, as little of it as sorting needs: `rank` says how well, the larger the better."""

    pk: int
    key: UUID
    kind: str
    language: str
    rank: int


def published() -> QuerySet[CatalogueEntry]:
    """Return the entries of pages that everybody may see now: live, and behind no restriction."""
    return CatalogueEntry.objects.filter(page__in=listed(Page.objects.all()).values("pk"))


def find(asked: Asked, shown: QuerySet[CatalogueEntry]) -> list[Found]:
    """Return what fits of the entries `shown`, in every language that it is there in, the best first.

    Lessons are found only by words. Every word must be found: as it is, by its stem, as the beginning of a word, or with a slip of the hand where it is
    found in no other way. Words of any language find a page in all of its languages. Five queries at most.
    """
    words = asked_words(asked.query)
    entries = _filtered(shown, asked)
    in_asked_language = entries.filter(language=asked.language) if asked.language else entries
    if not words:
        rows = in_asked_language.exclude(kind=CatalogueEntry.Kind.LESSON).annotate(rank=Value(0, IntegerField()))
        return _rows(rows.order_by("-kind", F("published_at").desc(nulls_last=True), "-pk"))
    meant = meant_words(words, CatalogueWord.objects.all())
    if not all(meant):
        return []
    by_key = _ranks(entries, meant)
    others = _rows(in_asked_language.filter(key__in=list(by_key)).annotate(rank=Value(0, IntegerField())))
    found = [Found(each.pk, each.key, each.kind, each.language, by_key[each.key]) for each in others]
    return sorted(found, key=lambda each: (-each.rank, each.kind == CatalogueEntry.Kind.LESSON, each.pk))


def _rows(entries: QuerySet[CatalogueEntry]) -> list[Found]:
    # The rank is annotated by whoever calls, which the type checker cannot know.
    return [Found(*row) for row in entries.values_list("pk", "key", "kind", "language", "rank")]  # type: ignore[misc]


def _filtered(entries: QuerySet[CatalogueEntry], asked: Asked) -> QuerySet[CatalogueEntry]:
    plain = {"audience": asked.audience, "level": asked.level}
    entries = entries.filter(**{name: value for name, value in plain.items() if value})
    if asked.hours in HOURS:
        above, up_to = HOURS[asked.hours]
        entries = entries.filter(hours__gt=above, hours__lte=up_to)
    for kind, key in ((CatalogueFacet.Kind.SKILL, asked.skill), (CatalogueFacet.Kind.SECTION, asked.section)):
        if key:
            entries = entries.filter(Exists(CatalogueFacet.objects.filter(entry=OuterRef("pk"), kind=kind, key=key)))
    return entries


def _ranks(entries: QuerySet[CatalogueEntry], meant: Sequence[Sequence[str]]) -> dict[UUID, int]:
    """Return the keys of entries that have one of the words of each list, with the sum of the best weights. One query.

    The words of one entry are joined by `ranked`: without statistics a database takes the wrong index for it.
    """
    every = {word for words in meant for word in words}
    rows = CatalogueWord.objects.filter(word__in=every, entry__in=entries.values("pk"))
    return ranked(rows.values_list("entry_id", "entry__key", "word", "weight"), meant)
