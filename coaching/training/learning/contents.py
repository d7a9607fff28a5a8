"""What stands in a page and can be passed: its quizzes, practical tasks and calibrations.

Wagtail's index of references knows which page uses what, so learning needs to know neither their blocks nor their models.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page, ReferenceIndex

from coaching.training.admission import Kind

APPS: Mapping[str, Kind] = {
    "quizzes": Kind.QUIZ,
    "assignments": Kind.ASSIGNMENT,
    "calibration": Kind.CALIBRATION,
}


@dataclass(frozen=True, slots=True)
class Content:
    """Something that a page holds: what it is, its translation key, and its title."""

    kind: Kind
    key: UUID
    title: str


def held_by(pages: Mapping[int, UUID]) -> dict[UUID, tuple[Content, ...]]:
    """Return what each page holds, by the key that `pages` gives for its id."""
    rows = list(_references().filter(object_id__in=[str(pk) for pk in pages]).order_by("pk"))
    known = _contents(rows)
    found: dict[UUID, dict[Content, None]] = defaultdict(dict)
    for row in rows:
        content = known.get((row.to_content_type_id, row.to_object_id))
        if content is not None:
            found[pages[int(row.object_id)]][content] = None
    return {key: tuple(held) for key, held in found.items()}


def pages_with(kind: Kind, key: UUID) -> list[int]:
    """Return the ids of the pages, in any language, that hold the quiz, task or calibration."""
    targets = [
        (content_type, str(pk))
        for content_type in _types()
        if APPS[content_type.app_label] == kind
        for pk in _keyed(content_type).filter(translation_key=key).values_list("pk", flat=True)
    ]
    found: list[int] = []
    for content_type, pk in targets:
        uses = _references().filter(to_content_type=content_type, to_object_id=pk)
        found += [int(page) for page in uses.values_list("object_id", flat=True)]
    return found


def _references() -> QuerySet[ReferenceIndex]:
    pages = ContentType.objects.get_for_model(Page)
    return ReferenceIndex.objects.filter(base_content_type=pages, to_content_type__in=_types())


def _types() -> list[ContentType]:
    """Return the types of what can be passed: models of those apps that have a translation key."""
    found = ContentType.objects.filter(app_label__in=APPS)
    return [each for each in found if hasattr(each.model_class(), "translation_key")]


def _keyed(content_type: ContentType) -> QuerySet:
    return content_type.model_class()._default_manager.all()  # type: ignore[union-attr]  # noqa: SLF001


def _contents(rows: Iterable[ReferenceIndex]) -> dict[tuple[int, str], Content]:
    wanted: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        wanted[row.to_content_type_id].add(row.to_object_id)
    types = {each.pk: each for each in _types()} if wanted else {}
    return {
        (type_id, str(each.pk)): Content(APPS[types[type_id].app_label], each.translation_key, str(each))
        for type_id, keys in wanted.items()
        for each in _keyed(types[type_id]).filter(pk__in=keys)
    }
