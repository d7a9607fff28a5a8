"""Whose judging one may look at.

A judge's record is personal: herself, the organisers of her organisation and administrators see it, and nobody else.
"""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from people.models import Role, User
from people.permissions import Right

may_see_judges = Right(Role.ORGANISER)
"""May see the records of the judges of the organisations that they are organisers of."""


def judges_seen_by(reader: User | AnonymousUser) -> QuerySet[User]:
    """Return everybody whose record `reader` may see as an organiser; all for a superuser. Herself is not meant here."""
    if not isinstance(reader, User) or not reader.is_active:
        return User.objects.none()
    if reader.is_superuser:
        return User.objects.all()
    organised = reader.memberships.filter(role=Role.ORGANISER).values("organisation")
    return User.objects.filter(memberships__organisation__in=organised).distinct()


def may_see_record(reader: User | AnonymousUser, judge_id: int) -> bool:
    """Return whether `reader` may see the record of this judge."""
    return reader.pk == judge_id or judges_seen_by(reader).filter(pk=judge_id).exists()
