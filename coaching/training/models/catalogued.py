"""What the catalogue searches: an entry for each published programme, module and lesson, and the words that find it.

Everything here is derived from the pages, is written when one is published, and can be made anew at any time.
"""

from typing import ClassVar

from django.db import models
from wagtail.models import Page


class CatalogueEntry(models.Model):
    """A published programme, module or lesson in one language."""

    class Kind(models.TextChoices):
        PROGRAMME = "programme"
        MODULE = "module"
        LESSON = "lesson"

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.UUIDField(db_index=True)
    language = models.CharField(max_length=8)
    audience = models.CharField(max_length=12, blank=True)
    level = models.CharField(max_length=12, blank=True)
    hours = models.DecimalField(max_digits=7, decimal_places=2)
    eyebrow = models.CharField(max_length=255, blank=True)
    introduction = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["kind", "language"], name="catalogue_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.page_id}"


class CatalogueWord(models.Model):
    """A word, or the stem of one, that finds an entry; `weight` says how much it counts there: a title the most."""

    entry = models.ForeignKey(CatalogueEntry, models.CASCADE, related_name="words")
    word = models.CharField(max_length=40, db_index=True)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["entry", "word"], name="one_row_for_each_word_of_an_entry"),
        ]

    def __str__(self) -> str:
        return self.word


class CatalogueFacet(models.Model):
    """A skill or a section of a standard that an entry trains; `key` is the same in every language where it can be."""

    class Kind(models.TextChoices):
        SKILL = "skill"
        SECTION = "section"

    entry = models.ForeignKey(CatalogueEntry, models.CASCADE, related_name="facets")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    key = models.CharField(max_length=160, db_index=True)
    label = models.CharField(max_length=255)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["entry", "kind", "key"], name="one_row_for_each_facet_of_an_entry"),
        ]

    def __str__(self) -> str:
        return self.label
