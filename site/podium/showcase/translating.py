"""Translating the demo's pages and standards through wagtail-localize, so that authors find them there as their own."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Model
from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.strings import StringValue, extract_strings

from people.models import User
from podium.showcase import segments
from podium.showcase.texts import LANGUAGES, is_text

Memory = dict[str, dict[str, str]]  # language -> English segment -> translated segment
SOURCE, *TARGETS = LANGUAGES


def translate(page: Model, content: Mapping[str, Any], overrides: Mapping[str, Mapping[int, int]], user: User) -> None:
    """Translate a page or a snippet with the texts of `content` into every other language and publish the translations.

    `overrides` says for each language which related object stands in the place of which, by primary key:
    a page in Russian shows the Russian marking scheme.
    """
    source = segments.source_of(page)
    memory = _memory(content)
    for language in TARGETS:
        locale = Locale.objects.get(language_code=language)
        _remember(source, locale, memory[language])
        _override(source, locale, overrides.get(language, {}))
        translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
        translation.save_target(user=user, publish=True)


def _remember(source: TranslationSource, locale: Locale, known: Mapping[str, str]) -> None:
    """Keep what is known of the segments of `source` in one statement; what somebody has translated stays as it is."""
    found = StringSegment.objects.filter(source=source).select_related("string", "context")
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(
                translation_of=segment.string, locale=locale, context=segment.context, data=known[segment.string.data]
            )
            for segment in found
            if segment.string.data in known
        ],
        ignore_conflicts=True,
    )


def _override(source: TranslationSource, locale: Locale, stand_ins: Mapping[int, int]) -> None:
    for segment in OverridableSegment.objects.filter(source=source).select_related("context"):
        is_scheme = segment.context.path.endswith(".scheme_version")
        if is_scheme and segment.data in stand_ins:
            data = json.dumps(stand_ins[segment.data])
            SegmentOverride.objects.get_or_create(locale=locale, context=segment.context, defaults={"data_json": data})


def _memory(content: Mapping[str, Any]) -> Memory:
    """Return every segment of `content` with its translations."""
    # An address is the same in every language, and said to be so, or it would count as not translated.
    memory: Memory = {language: {slug: slug for slug in (content.get("slug"),) if slug} for language in TARGETS}
    for text in _texts(content):
        source, *targets = (_segments(each) for each in text)
        for language, parts in zip(TARGETS, targets, strict=True):
            memory[language].update(zip(source, parts, strict=True))
    return memory


def _texts(value: Any) -> Iterator[list[str]]:
    if is_text(value):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _segments(text: str) -> list[str]:
    """Return the segments that wagtail-localize makes of a plain or a rich text."""
    if text.startswith("<"):
        _template, strings = extract_strings(text)
        return [string.data for string, _attributes in strings]
    return [StringValue.from_plaintext(text).data]
