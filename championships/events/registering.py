"""Registering whom people stand for, and which account is whose."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from championships.events.models import PublicPerson
from championships.events.refusals import EventRefused
from championships.schemes.folding import alike
from people.audit import record, record_all
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
    new = Organisation(name=name, region=region, country=country)
    return register_organisations(actor=actor, organisations=[new])[0]


def register_organisations(*, actor: User, organisations: Sequence[Organisation]) -> list[Organisation]:
    """Register organisations that are not saved yet, and return them; as many queries as for one, but for batches.

    Raises:
        PermissionDenied, EventRefused: as `register_organisation`; none is registered then.
    """
    if not may_run_championships(actor):
        raise PermissionDenied
    with transaction.atomic():
        names = Organisation.objects.values_list("name", "short_name")
        known = {alike(name) for pair in names for name in pair} - {""}
        for new in organisations:
            if not alike(new.name):
                raise EventRefused(_("Write the name of the organisation."))
            if alike(new.name) in known:
                raise EventRefused(_("An organisation is called “%(name)s” already.") % {"name": new.name})
            known.add(alike(new.name))
            new.name, new.country = new.name.strip(), new.country.upper()
        made = Organisation.objects.bulk_create(organisations)
        done = [(each, {"name": each.name}) for each in made]
        record_all(actor=actor, action="organisation.registered", done=done)
    return made


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
