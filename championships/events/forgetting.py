"""Deleting a picture that was taken back: whoever kept its address must not find it there any more."""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignObjectRel, Model, QuerySet
from wagtail.models import ReferenceIndex

from championships.events.models import PublicPerson
from media.models import CustomImage, CustomRendition


def forget_picture(picture: CustomImage | None) -> bool:
    """Delete a picture that is nobody's any more, its file and every size made of it, and return whether that was done.

    A picture that a page, a partner or somebody else shows stays: it is theirs as well. The files go with the commit.
    """
    if picture is None or any(rows.exists() for rows in _uses(picture)):
        return False
    picture.delete()
    return True


def _uses(picture: CustomImage) -> Iterator[QuerySet[Model]]:
    """Yield the rows that show `picture`, by a field of their own or in the middle of a text, which Wagtail indexes.

    People are asked themselves alone: the index may still say that somebody has the picture who just let it go.
    """
    for relation in CustomImage._meta.get_fields(include_hidden=True):  # noqa: SLF001 -- Django's public name for it
        if isinstance(relation, ForeignObjectRel) and relation.related_model is not CustomRendition:
            rows: Any = relation.related_model
            if relation.field.concrete and not relation.many_to_many:
                yield rows._base_manager.filter(**{relation.field.name: picture})  # noqa: SLF001 -- as Django's collector asks
    people = ContentType.objects.get_for_model(PublicPerson)
    yield ReferenceIndex.get_references_to(picture).exclude(base_content_type=people)
