"""Freezing a version as soon as a mark was given by it: from then on it stays what it is."""

from django.utils import timezone

from championships.schemes.models import SchemeVersion


def freeze(version_id: int) -> bool:
    """Freeze the version, in the caller's transaction; return whether it was not frozen before. One query.

    Whoever records many marks asks first whether the version is frozen already, from what is at hand.
    """
    return bool(SchemeVersion.objects.filter(pk=version_id, frozen_at__isnull=True).update(frozen_at=timezone.now()))
