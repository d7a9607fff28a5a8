"""Choosing what the public may know of somebody: by consent, by its withdrawal, and by removal on request.

Privacy goes before the freeze: what becomes less public does so at once everywhere, what becomes more public waits in a
frozen championship until it thaws. The sealed record keeps every name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from championships.events import public_lines
from championships.events.forgetting import forget_picture
from championships.events.models import Championship, Consent, Covers, GivenBy, Publicity, PublicPerson, ResultRow
from championships.events.public_names import called_in_public
from championships.events.refusals import EventRefused
from people.audit import record, record_all
from people.models import User
from people.permissions import may_run_championships

BATCH = 200
REMOVED = gettext_noop("This person was removed on request: nothing of them becomes public again.")


@dataclass(frozen=True)
class NewConsent:
    """A consent as the paper says it."""

    covers: Covers
    given_by: GivenBy
    given_by_name: str
    basis: str


def choose(
    *,
    actor: User,
    person: PublicPerson,
    publicity: Publicity,
    shows_picture: bool = False,
    consents: Sequence[NewConsent] = (),
) -> PublicPerson:
    """Choose what is public of `person`, with the consents that allow it, and return her.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: she was removed on request, or the name or the picture would be public without a consent.
    """
    with transaction.atomic():
        person = _locked(actor, person)
        if person.removed_at is not None:
            raise EventRefused(_(REMOVED))
        given = _recorded(actor, [(person, consent) for consent in consents])
        _refuse_without_consent(person, publicity, shows_picture=shows_picture)
        before = {"publicity": person.publicity, "shows_picture": person.shows_picture}
        _write(person, publicity, shows_picture=shows_picture)
        after = {"publicity": person.publicity, "shows_picture": shows_picture, "consents": given}
        record(actor=actor, action="publicity.chosen", subject=person, data={"before": before, "after": after})
    return person


def publish_names(*, actor: User, papers: Mapping[int, NewConsent]) -> dict[int, PublicPerson]:
    """Let the names of people become public on new consents, as `choose` does, and return the people; both by key.

    Raises:
        PermissionDenied, EventRefused: as `choose`; no name becomes public then.
    """
    _refuse_unless_organiser(actor)
    with transaction.atomic():
        people = PublicPerson.objects.select_for_update().in_bulk(papers)
        if any(person.removed_at is not None for person in people.values()):
            raise EventRefused(_(REMOVED))
        before = {
            key: {"publicity": each.publicity, "shows_picture": each.shows_picture} for key, each in people.items()
        }
        given = _recorded(actor, [(person, papers[key]) for key, person in people.items()])
        for person in people.values():
            person.publicity = Publicity.NAME
            person.public_name = called_in_public(person)
        PublicPerson.objects.bulk_update(people.values(), ["publicity", "public_name"], batch_size=BATCH)
        public_lines.rewrite_for(people.values())
        done = [
            (
                person,
                {"before": before[key], "after": {**before[key], "publicity": person.publicity, "consents": [consent]}},
            )
            for (key, person), consent in zip(people.items(), given, strict=True)
        ]
        record_all(actor=actor, action="publicity.chosen", done=done)
    return people


def withdraw_consent(*, actor: User, consent: Consent) -> PublicPerson:
    """Withdraw a consent; what it allowed is no longer public from this moment. Return the person.

    A picture whose consent ends is no longer hers, and is deleted where nothing else shows it.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: it was withdrawn already.
    """
    with transaction.atomic():
        person = _locked(actor, consent.person)
        consent = Consent.objects.get(pk=consent.pk)
        if consent.withdrawn_at is not None:
            raise EventRefused(_("This consent was withdrawn already."))
        consent.withdrawn_by, consent.withdrawn_at = actor, timezone.now()
        consent.save(update_fields=["withdrawn_by", "withdrawn_at"])
        left = {Covers.NAME: Publicity.INITIALS, Covers.PICTURE: Publicity(person.publicity)}[Covers(consent.covers)]
        publicity = min(Publicity(person.publicity), left, key=lambda each: each.level)
        picture = person.picture if consent.covers == Covers.PICTURE else None
        if consent.covers == Covers.PICTURE:
            person.picture, person.shows_picture = None, False
        _write(person, publicity, shows_picture=person.shows_picture)
        data = {"consent": consent.pk, "picture_deleted": forget_picture(picture)}
        record(actor=actor, action="consent.withdrawn", subject=person, data=data)
    return person


def remove_on_request(*, actor: User, person: PublicPerson, reason: str) -> PublicPerson:
    """Take everything of `person` out of public sight, in all championships and for good, and return her.

    Her consents end; the picture is no longer hers, and is deleted where nothing else shows it. What was sealed keeps
    the name.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: there is no reason, for example who asked and when, or she was removed already.
    """
    if not reason.strip():
        raise EventRefused(_("Say who asked for the removal, and when."))
    with transaction.atomic():
        person = _locked(actor, person)
        if person.removed_at is not None:
            raise EventRefused(_("This person was removed already."))
        person.consents.filter(withdrawn_at__isnull=True).update(withdrawn_by=actor, withdrawn_at=timezone.now())
        picture, person.picture, person.removed_at = person.picture, None, timezone.now()
        _write(person, Publicity.NOTHING, shows_picture=False)
        data = {"reason": reason.strip(), "picture_deleted": forget_picture(picture)}
        record(actor=actor, action="person.removed", subject=person, data=data)
    return person


def remove_line_on_request(*, actor: User, row: ResultRow, reason: str) -> None:
    """Take the name in a line out of public sight where no person is entered: in every version, and for good.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: there is no reason, or the line is an entry's.
    """
    _refuse_unless_organiser(actor)
    if not reason.strip():
        raise EventRefused(_("Say who asked for the removal, and when."))
    if row.entry_id is not None:
        raise EventRefused(_("This line has people of its own: remove the person instead."))
    with transaction.atomic():
        public_lines.hide(row)
        record(actor=actor, action="line.removed", subject=row, data={"reason": reason.strip()})


def _locked(actor: User, person: PublicPerson) -> PublicPerson:
    _refuse_unless_organiser(actor)
    return PublicPerson.objects.select_for_update().get(pk=person.pk)


def _refuse_unless_organiser(actor: User) -> None:
    if not may_run_championships(actor):
        raise PermissionDenied


def _recorded(actor: User, papers: Sequence[tuple[PublicPerson, NewConsent]]) -> list[int]:
    """Record consents of one kind or of one person, and return their keys; those that stand for the same end with it."""
    for _person, new in papers:
        if not new.given_by_name.strip() or not new.basis.strip():
            raise EventRefused(_("Write who gave the consent, and which paper says so, with its date."))
    people, covers = [person for person, _new in papers], {new.covers for _person, new in papers}
    standing = Consent.objects.filter(person__in=people, covers__in=covers, withdrawn_at__isnull=True)
    standing.update(withdrawn_by=actor, withdrawn_at=timezone.now())
    made = Consent.objects.bulk_create(
        Consent(
            person=person,
            covers=new.covers,
            given_by=new.given_by,
            given_by_name=new.given_by_name.strip(),
            basis=new.basis.strip(),
            recorded_by=actor,
        )
        for person, new in papers
    )
    return [consent.pk for consent in made]


def _refuse_without_consent(person: PublicPerson, publicity: Publicity, *, shows_picture: bool) -> None:
    standing = set(person.consents.filter(withdrawn_at__isnull=True).values_list("covers", flat=True))
    if publicity == Publicity.NAME and Covers.NAME not in standing:
        raise EventRefused(_("The name becomes public only with a consent: record the paper that says so."))
    if shows_picture and Covers.PICTURE not in standing:
        raise EventRefused(_("The picture becomes public only with a consent: record the paper that says so."))


def _write(person: PublicPerson, publicity: Publicity, *, shows_picture: bool) -> None:
    person.publicity, person.shows_picture = publicity, shows_picture
    person.public_name = called_in_public(person)
    person.save(update_fields=["publicity", "shows_picture", "public_name", "removed_at", "picture"])
    public_lines.rewrite_for([person])


def register_person(*, actor: User, user: User | None = None, **names: str) -> PublicPerson:
    """Register somebody, of whom the initials are public until something else is chosen, and return her.

    `names` are family_name, given_name and patronymic.

    Raises:
        PermissionDenied: `actor` may not run championships.
    """
    return register_people(actor=actor, people=[PublicPerson(user=user, **names)])[0]


def register_people(*, actor: User, people: Sequence[PublicPerson]) -> list[PublicPerson]:
    """Register people that are not saved yet, as `register_person` does, and return them; a few queries for a batch.

    Raises:
        PermissionDenied: `actor` may not run championships.
    """
    _refuse_unless_organiser(actor)
    for person in people:
        person.public_name = called_in_public(person)
    with transaction.atomic():
        made = PublicPerson.objects.bulk_create(people)
        record_all(actor=actor, action="person.registered", done=[(person, {}) for person in made])
    return made


def rename(*, actor: User, person: PublicPerson, **names: str) -> PublicPerson:
    """Correct the name of somebody and return her; what is public follows, in a frozen championship when it thaws.

    `names` are family_name, given_name and patronymic.

    Raises:
        PermissionDenied: `actor` may not run championships.
    """
    with transaction.atomic():
        person = _locked(actor, person)
        for name, value in names.items():
            setattr(person, name, value)
        person.public_name = called_in_public(person)
        person.save(update_fields=[*names, "public_name"])
        public_lines.rewrite_for([person])
        record(actor=actor, action="person.renamed", subject=person)
    return person


def championships_of(person: PublicPerson) -> Iterable[Championship]:
    """Return every championship that `person` has a part in, in the order in which they are locked."""
    return public_lines.championships_of([person])


def people_of(championship: Championship) -> QuerySet[PublicPerson]:
    """Return everybody who has an entry or a task at `championship`, or whom a line of its results names."""
    entered = Q(entries__contested_skill__championship=championship)
    named = public_lines.keys_in(ResultRow.objects.filter(result__championship=championship).only("public_people"))
    known = entered | Q(tasks__championship=championship) | Q(pk__in=named)
    return PublicPerson.objects.filter(known).distinct()
