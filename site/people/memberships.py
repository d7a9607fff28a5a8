"""Giving a role in an organisation, and taking it back."""

from django.db import transaction

from people import audit
from people.groups import match_groups
from people.models import Membership, Organisation, Role, User


@transaction.atomic
def give_role(*, actor: User | None, user: User, organisation: Organisation, role: Role) -> Membership:
    """Give `user` the role in `organisation` and return the membership; giving it twice changes nothing.

    `actor` None stands for the system itself, such as the demo.

    Raises:
        PermissionError: `actor` is not a superuser: roles open doors, so only administrators give them.
    """
    _check(actor)
    membership, is_new = Membership.objects.get_or_create(user=user, organisation=organisation, role=role)
    match_groups(user)
    if is_new:
        audit.record(actor=actor, action="role.given", subject=user, data=_told(organisation, role))
    return membership


@transaction.atomic
def withdraw_role(*, actor: User | None, user: User, organisation: Organisation, role: Role) -> None:
    """Take the role in `organisation` from `user`; taking what she has not changes nothing.

    Raises:
        PermissionError: `actor` is not a superuser.
    """
    _check(actor)
    deleted, _ = Membership.objects.filter(user=user, organisation=organisation, role=role).delete()
    match_groups(user)
    if deleted:
        audit.record(actor=actor, action="role.withdrawn", subject=user, data=_told(organisation, role))


def _check(actor: User | None) -> None:
    if actor is not None and not actor.is_superuser:
        message = "Only administrators give and take roles."
        raise PermissionError(message)


def _told(organisation: Organisation, role: Role) -> dict[str, str]:
    return {"organisation": organisation.name, "role": str(role)}
