"""The list of schemes with what one wants to know at a glance, in a fixed number of queries."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from championships.schemes.models import AspectKind, Scheme, SchemeVersion
from championships.schemes.permissions import visible_schemes
from people.models import User


def shelf_of(user: User | AnonymousUser) -> QuerySet[Scheme]:
    """Return the schemes that `user` may see, the newest first, each with the key of its latest version."""
    latest = SchemeVersion.objects.filter(scheme=OuterRef("pk")).order_by("-number").values("pk")[:1]
    return visible_schemes(user).select_related("organisation", "owner").annotate(latest_pk=Subquery(latest))


def with_latest_versions(schemes: Iterable[Scheme]) -> list[tuple[Scheme, SchemeVersion | None]]:
    """Return each scheme with its latest version, whose `measured` and `judged` count its aspects."""
    listed = list(schemes)
    aspects = "criteria__sub_criteria__aspects"
    versions = SchemeVersion.objects.annotate(
        measured=Count(aspects, filter=Q(**{f"{aspects}__kind": AspectKind.MEASUREMENT})),
        judged=Count(aspects, filter=Q(**{f"{aspects}__kind": AspectKind.JUDGEMENT})),
    ).in_bulk([scheme.latest_pk for scheme in listed if scheme.latest_pk])  # type: ignore[attr-defined]
    return [(scheme, versions.get(scheme.latest_pk)) for scheme in listed]  # type: ignore[attr-defined]
