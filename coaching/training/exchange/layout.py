"""What stands in the file of a module, version 1: names of members, fields, and identities of what is elsewhere."""

from hashlib import sha256
from typing import Any

from django.db import models

from championships.schemes.models import Aspect, SchemeVersion

FORMAT, VERSION = "podium-training-module", 1
CONTENTS = "module.json"
MEDIA = "media/"
PAGE_FIELDS = ("title", "slug", "introduction", "seo_title", "search_description")
MODULE_FIELDS = (*PAGE_FIELDS, "skill", "standards", "hours", "level", "audience", "author", "reviewers")
LESSON_FIELDS = (*PAGE_FIELDS, "minutes")
# Marks what learners must not see: whoever reads the file by other means keeps it from them.
FOR_INSTRUCTORS = "instructor_only"
IMAGE_FIELDS = ("title", "description", "credit")
DOCUMENT_FIELDS = ("title", "language")
VIDEO_FIELDS = ("title", "language", "transcript", "duration", "width", "height")
EXCHANGED = {"media.customimage": "images", "media.customdocument": "documents", "media.video": "videos"}


def kind_of(model: type[models.Model]) -> str:
    """Return how a file calls the kind of an object: its label."""
    return str(model._meta.label_lower)  # noqa: SLF001 -- Django's public name for it


def permission(what: str, model: type[models.Model]) -> str:
    """Return the name of the permission to do `what` with objects of a model: view, add."""
    return f"{model._meta.app_label}.{what}_{model._meta.model_name}"  # noqa: SLF001 -- Django's public names


def scheme_digest(version: SchemeVersion) -> str:
    """Return what a marking scheme says, as a digest: two versions with the same aspects have the same. One query."""
    aspects = Aspect.objects.filter(sub_criterion__criterion__version=version)
    order = ("sub_criterion__criterion__order", "sub_criterion__order", "order")
    fields = ("sub_criterion__code", "code", "kind", "description", "requirement", "maximum")
    rows = [[str(value) for value in row] for row in aspects.order_by(*order).values_list(*fields)]
    return sha256(repr(rows).encode()).hexdigest()


def identity(item: models.Model) -> dict[str, Any]:
    """Return how something that a file does not carry is found elsewhere: by what it says, or by its key."""
    if isinstance(item, SchemeVersion):
        return {"name": str(item), "content": scheme_digest(item), "total": str(item.total)}
    key = getattr(item, "translation_key", None)
    return {"name": str(item), "key": str(key) if key else ""}
