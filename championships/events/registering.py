"""Registering whom people stand for, and which account is whose."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from championships.events.models import PublicPerson
from championships.events.refusals import EventRefused
from championships.schemes.folding import alike
from people.audit import record
from people.models import Organisation, User
from people.permissions import may_run_championships


def organisations_called(name: str) -> list[Organisation]:
    """Return the organisations whose name or short name is `name`, however it is written. One query."""
    wanted = alike(name)
    return [each for each in Organisation.objects.all() if wanted in {alike(each.name), alike(each.short_name)} - {""}]


def register_organisation(*, actor: User, name: str, region: str = "", country: str = "") -> Organisation:
    """Register an organisation that nobody has registered yet, and return it; `country` in two letters.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: it has no name, or is registered already.
    """
    if not may_run_championships(actor):
        raise PermissionDenied
    if not alike(name):
        raise EventRefused(_("Write the name of the organisation."))
    with transaction.atomic():
        if organisations_called(name):
            raise EventRefused(_("An organisation is called “%(name)s” already.") % {"name": name})
        organisation = Organisation.objects.create(name=name.strip(), region=region, country=country.upper())
        record(actor=actor, action="organisation.registered", subject=organisation, data={"name": organisation.name})
    return organisation


def link_account(*, actor: User, person: PublicPerson, user: User) -> PublicPerson:
    """Say which account is somebody's, and return the person: a chief expert confirms results with it.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: the person has another account, or the account is another person's.
    """
    if not may_run_championships(actor):
        raise PermissionDenied
    with transaction.atomic():
        now = PublicPerson.objects.select_for_update().get(pk=person.pk)
        if now.user_id not in {None, user.pk} or PublicPerson.objects.filter(user=user).exclude(pk=now.pk).exists():
            raise EventRefused(_("This account is somebody else’s: look at the e-mail address again."))
        now.user = user
        now.save(update_fields=["user"])
        record(actor=actor, action="person.linked", subject=now, data={"user": user.pk})
    return now
