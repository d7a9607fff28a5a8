"""What search finds pages by: an entry for each published page, and its words.

All of it is derived from the pages, is written when one is published, and can be made anew at any time.
"""

from typing import ClassVar

from django.db import models
from wagtail.models import Page


class FoundPage(models.Model):
    """A published page in one language; `text` is what an excerpt is taken from."""

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True, related_name="+")
    key = models.UUIDField(db_index=True)
    language = models.CharField(max_length=8)
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.language} {self.page_id}"


class FoundWord(models.Model):
    """A word, or the stem of one, that finds a page; `weight` says how much it counts there: a title the most."""

    found = models.ForeignKey(FoundPage, models.CASCADE, related_name="words")
    word = models.CharField(max_length=40, db_index=True)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["found", "word"], name="one_row_for_each_word_of_a_page"),
        ]

    def __str__(self) -> str:
        return self.word
