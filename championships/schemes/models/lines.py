"""A field that holds a list of short texts, one on each line, and is translated line by line."""

from collections.abc import Iterable
from hashlib import sha256

from django.db import models
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.strings import StringValue


def lines_of(text: str) -> list[str]:
    """Return the lines of `text` that hold something, without the white space around them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class LinesField(models.TextField):
    """One item on each line: quick to type and to paste, and one segment for each line where it is translated."""

    def get_translatable_segments(self, value: str) -> list[StringSegmentValue]:
        """Return a segment for each line; it is known by its words, so that other lines may move around it."""
        return [StringSegmentValue(_key(line), StringValue.from_plaintext(line)) for line in lines_of(value)]

    def restore_translated_segments(self, value: str, segments: Iterable[StringSegmentValue]) -> str:
        """Return the lines of `value` with each replaced by its translation, where there is one."""
        translated = {segment.path: segment.render_text() for segment in segments}
        return "\n".join(translated.get(_key(line), line) for line in lines_of(value))


def _key(line: str) -> str:
    return sha256(line.encode()).hexdigest()[:16]
