"""Taking a page apart for translation in a few statements: wagtail-localize gives each of its sentences ten."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import uuid5

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

Contexts = dict[str, TranslationContext]  # By their paths.


@transaction.atomic
def source_of(instance: Any) -> TranslationSource:
    """Return what wagtail-localize translates a page or a snippet from, with all of its segments.

    A source that is here already is brought up to date by wagtail-localize itself, as in the page editor.
    """
    about = TranslatableObject.objects.get_or_create_from_instance(instance)[0]
    if TranslationSource.objects.filter(object=about, locale=instance.locale).exists():
        return TranslationSource.update_or_create_from_instance(instance)[0]
    source = TranslationSource.objects.create(
        object=about,
        locale=instance.locale,
        specific_content_type=ContentType.objects.get_for_model(instance.__class__),
        object_repr=str(instance)[:200],
        content_json=_content_of(instance),
        schema_version=get_schema_version(instance._meta.app_label),  # noqa: SLF001 -- Django's documented API
        last_updated_at=timezone.now(),
    )
    _keep_segments(source)
    return source


def _content_of(instance: Model) -> str:
    if isinstance(instance, ClusterableModel):
        return instance.to_json()
    return json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder)


def _keep_segments(source: TranslationSource) -> None:
    frozen = source.as_instance()
    values = list(extract_segments(frozen))
    texts = [value for value in values if isinstance(value, StringSegmentValue)]
    own = [value for value in values if isinstance(value, OverridableSegmentValue)]
    contexts = _contexts(source, (value.path for value in values), frozen)
    strings = _strings(source.locale, {value.string.data for value in texts})
    StringSegment.objects.bulk_create(
        StringSegment(string=strings[value.string.data], attrs=_as_json(value.attrs), **_place(source, contexts, value))
        for value in texts
    )
    OverridableSegment.objects.bulk_create(
        OverridableSegment(data_json=_as_json(value.data), **_place(source, contexts, value)) for value in own
    )
    for value in values:
        if isinstance(value, TemplateSegmentValue):
            TemplateSegment.from_value(source, value)
        elif isinstance(value, RelatedObjectSegmentValue):
            RelatedObjectSegment.from_value(source, value)


def _place(source: TranslationSource, contexts: Contexts, value: Any) -> dict[str, Any]:
    return {"source": source, "context": contexts[value.path], "order": value.order}


def _as_json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder)


def _contexts(source: TranslationSource, paths: Iterable[str], frozen: Model) -> Contexts:
    """Return a context for each path, made where there is none; a deleted page that had the key may have left some."""
    present = TranslationContext.objects.filter(object=source.object)
    wanted = set(paths) - set(present.values_list("path", flat=True))
    TranslationContext.objects.bulk_create(_context(source.object, path, frozen) for path in sorted(wanted))
    return {context.path: context for context in present.all()}


def _context(about: TranslatableObject, path: str, frozen: Model) -> TranslationContext:
    key = TranslationContext._get_path_id(path)  # noqa: SLF001 -- set by save(), which many at once do without
    context = TranslationContext(object=about, path=path, path_id=key)
    context.save = _later  # get_field_path would write each row for itself
    context.get_field_path(frozen)
    return context


def _later(**_options: Any) -> None:
    """Leave a row to those who write all of them at once."""


def _strings(locale: Locale, texts: Iterable[str]) -> dict[str, String]:
    keys = {uuid5(String.UUID_NAMESPACE, text): text for text in texts}
    String.objects.bulk_create(
        (String(locale=locale, data=text, data_hash=key) for key, text in keys.items()), ignore_conflicts=True
    )
    found = String.objects.filter(locale=locale, data_hash__in=list(keys))
    return {keys[string.data_hash]: string for string in found}
