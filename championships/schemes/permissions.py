"""Who may see, use and add to a marking scheme."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from championships.schemes.models import ClassList, MarkedSheet, Scheme, SchemeVersion
from people.models import Organisation, Role, User
from people.permissions import may_keep_schemes

KEEPERS = (Role.MENTOR, Role.EXPERT, Role.ORGANISER)


def visible_schemes(user: User | AnonymousUser) -> QuerySet[Scheme]:
    """Return the schemes that `user` may see and use: their own, their organisations', all for a superuser."""
    if not isinstance(user, User) or not user.is_active:
        return Scheme.objects.none()
    if user.is_superuser:
        return Scheme.objects.all()
    kept_by = user.memberships.filter(role__in=KEEPERS).values("organisation")
    return Scheme.objects.filter(Q(owner=user) | Q(organisation__in=kept_by))


def usable_versions(user: User | AnonymousUser) -> QuerySet[SchemeVersion]:
    """Return every version that `user` may open a room on, the newest first, with its scheme."""
    versions = SchemeVersion.objects.filter(scheme__in=visible_schemes(user))
    return versions.select_related("scheme").order_by("-created_at", "-pk")


def may_use_scheme(user: User | AnonymousUser, scheme: Scheme) -> bool:
    """Return whether `user` may see `scheme` and open rooms on it."""
    return visible_schemes(user).filter(pk=scheme.pk).exists()


def may_add_version(user: User | AnonymousUser, scheme: Scheme) -> bool:
    """Return whether `user` may add a version to `scheme`."""
    return may_keep_schemes(user) and may_use_scheme(user, scheme)


def organisations_to_keep_for(user: User | AnonymousUser) -> QuerySet[Organisation]:
    """Return the organisations in whose name `user` may keep a scheme."""
    if not isinstance(user, User):
        return Organisation.objects.none()
    if user.is_superuser:
        return Organisation.objects.all()
    return Organisation.objects.filter(memberships__user=user, memberships__role__in=KEEPERS).distinct()


def visible_sheets(user: User | AnonymousUser) -> QuerySet[MarkedSheet]:
    """Return the marked sheets that `user` may see: those of the schemes that they may see."""
    return MarkedSheet.objects.filter(version__scheme__in=visible_schemes(user)).select_related("version__scheme")


def visible_class_lists(user: User | AnonymousUser) -> QuerySet[ClassList]:
    """Return the class lists that `user` may see: their own, their organisations', all for a superuser."""
    if not isinstance(user, User) or not user.is_active:
        return ClassList.objects.none()
    if user.is_superuser:
        return ClassList.objects.all()
    kept_by = user.memberships.filter(role__in=KEEPERS).values("organisation")
    return ClassList.objects.filter(Q(owner=user, organisation=None) | Q(organisation__in=kept_by))
