"""Issuing, revoking and issuing again: only from what the server found, once, by whom it may be done."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from coaching.certificates.cohort_issuing import issue_to_many
from coaching.certificates.details import keep_details, needs_register
from coaching.certificates.issuing import issue
from coaching.certificates.models import Certificate, NumberSeries, ProgrammeTerms
from coaching.certificates.refusals import Refused, Why
from coaching.certificates.revoking import reissue, revoke
from coaching.certificates.snapshots import hash_of
from coaching.certificates.standing import State, in_state, state_of
from people.demo import DemoPeople
from people.models import AuditEntry, User
from tests.coaching.certificates.building import COMPLETED, ISSUED, KnownLearners, certify, make_terms


def refused(why: Why, act: Callable[[], object]) -> None:
    """Assert that `act` is refused for `why`, in words, and leaves no document and no audit behind."""
    before = Certificate.objects.count(), AuditEntry.objects.count()
    with pytest.raises(Refused) as caught:
        act()
    assert caught.value.why == why
    assert len(caught.value.message) > 15
    assert "%(" not in caught.value.message
    assert before == (Certificate.objects.count(), AuditEntry.objects.count())


def test_a_document_is_issued_from_the_evidence_with_the_audit(certificate: Certificate, people: DemoPeople) -> None:
    assert certificate.number == "PD-2026-000001"
    assert (certificate.name, certificate.issued_on.isoformat()) == ("Timur Demo-Student", "2026-06-01")
    assert certificate.snapshot["evidence"]["items"][1]["percent"] == "87.50"
    assert certificate.snapshot["studied"] == {"from": "2026-03-02", "to": "2026-05-28"}
    stored = Certificate.objects.get(pk=certificate.pk)
    assert hash_of(stored.snapshot) == stored.snapshot_hash
    entry = AuditEntry.objects.get(action="certificate.issued")
    assert (entry.actor, entry.data["number"]) == (people.mentor, certificate.number)


def test_issuing_again_gives_the_same_document(
    certificate: Certificate, people: DemoPeople, terms: ProgrammeTerms, learners: KnownLearners
) -> None:
    again = certify(people.organiser, people.student, terms, learners)
    assert again == certificate
    assert Certificate.objects.count() == 1
    assert AuditEntry.objects.filter(action="certificate.issued").count() == 1


def test_the_database_too_holds_one_document_for_each_completion(certificate: Certificate) -> None:
    double = Certificate.objects.get(pk=certificate.pk)
    double.pk, double.number, double.status_index = uuid4(), "X", certificate.status_index + 1
    with pytest.raises(IntegrityError), transaction.atomic():
        double.save(force_insert=True)


@pytest.mark.parametrize("who", ["student", "expert"])
def test_only_the_issuing_organisation_issues(
    people: DemoPeople, terms: ProgrammeTerms, learners: KnownLearners, who: str
) -> None:
    learners.tell(people.student, terms.programme_key)
    actor = getattr(people, who)
    refused(Why.NOT_YOURS, lambda: issue(actor=actor, recipient=people.student, programme_key=terms.programme_key))


def test_a_mentor_of_another_college_may_not(
    people: DemoPeople, russian_terms: ProgrammeTerms, learners: KnownLearners
) -> None:
    learners.tell(people.student, russian_terms.programme_key)
    key = russian_terms.programme_key
    refused(Why.NOT_YOURS, lambda: issue(actor=people.mentor, recipient=people.student, programme_key=key))
    assert issue(actor=people.admin, recipient=people.student, programme_key=key)


@pytest.mark.parametrize("who", ["mentor", "organiser", "admin"])
def test_nobody_issues_to_herself(people: DemoPeople, terms: ProgrammeTerms, learners: KnownLearners, who: str) -> None:
    person, key = getattr(people, who), terms.programme_key
    other = people.organiser if who == "mentor" else people.mentor
    learners.tell(person, key)
    refused(Why.OWN, lambda: issue(actor=person, recipient=person, programme_key=key))
    learners.tell(people.student, key)
    report = issue_to_many(actor=person, recipients=[person, people.student], programme_key=key)
    assert [certificate.recipient for certificate in report.issued] == [people.student]
    assert report.refused == [(person, Refused(Why.OWN).message)]
    own = issue(actor=other, recipient=person, programme_key=key)
    revoke(actor=other, certificate=own, reason="Handed in by somebody else.")
    refused(Why.OWN, lambda: reissue(actor=person, certificate=own))
    assert reissue(actor=other, certificate=own).recipient == person


def test_nothing_is_issued_without_what_it_needs(
    people: DemoPeople, terms: ProgrammeTerms, learners: KnownLearners
) -> None:
    def ask(recipient: User = people.student, key: object = terms.programme_key) -> Certificate:
        return issue(actor=people.mentor, recipient=recipient, programme_key=key)  # type: ignore[arg-type]

    refused(Why.NO_TERMS, lambda: ask(key=uuid4()))
    refused(Why.NOT_ENROLLED, ask)
    learners.tell(people.student, terms.programme_key, is_complete=False, completed_at=None)
    refused(Why.NOT_COMPLETE, ask)
    learners.tell(people.student, terms.programme_key, hours=40)
    refused(Why.HOURS_DIFFER, ask)
    learners.tell(people.student, terms.programme_key)
    people.student.name = "  "
    refused(Why.NO_NAME, ask)
    ProgrammeTerms.objects.update(hours=15)
    refused(Why.TOO_FEW_HOURS, ask)
    ProgrammeTerms.objects.update(hours=249, kind="retraining")
    refused(Why.TOO_FEW_HOURS, ask)


def test_numbers_follow_one_another_over_programmes_and_begin_anew_each_year(
    people: DemoPeople, terms: ProgrammeTerms, learners: KnownLearners
) -> None:
    other = make_terms(people.mentor, people.kazakh_college)
    assert other.series == terms.series
    numbers = [
        certify(people.mentor, recipient, asked, learners, at=ISSUED + dt.timedelta(days=days)).number
        for recipient, asked, days in (
            (people.student, terms, 0),
            (people.expert, terms, 0),
            (people.student, other, 0),
            (people.expert, other, 365),
        )
    ]
    assert numbers == ["PD-2026-000001", "PD-2026-000002", "PD-2026-000003", "PD-2027-000001"]


def test_a_number_that_another_series_has_written_is_passed_over(
    people: DemoPeople, terms: ProgrammeTerms, learners: KnownLearners
) -> None:
    certify(people.mentor, people.student, terms, learners)
    series = {"prefix": "PD-2026-", "restarts_yearly": False}
    other = make_terms(people.mentor, people.kazakh_college, series=series)
    assert certify(people.mentor, people.student, other, learners).number == "PD-2026-000002"


def test_the_next_number_is_only_raised(people: DemoPeople, terms: ProgrammeTerms) -> None:
    make_terms(people.mentor, people.kazakh_college, terms.programme_key, series={"next_number": 500})
    make_terms(people.mentor, people.kazakh_college, terms.programme_key, series={"next_number": 3})
    assert NumberSeries.objects.get().next_number == 500


def test_terms_are_set_by_the_organisation_alone(people: DemoPeople, russian_terms: ProgrammeTerms) -> None:
    for organisation in (people.russian_college, people.kazakh_college):
        with pytest.raises(Refused):
            make_terms(people.mentor, organisation, russian_terms.programme_key)


def test_a_change_of_terms_changes_no_document(
    certificate: Certificate, people: DemoPeople, terms: ProgrammeTerms
) -> None:
    make_terms(people.mentor, people.kazakh_college, terms.programme_key, hours=16, city="Elsewhere")
    stored = Certificate.objects.get(pk=certificate.pk)
    assert stored.snapshot == certificate.snapshot
    assert stored.snapshot["programme"]["hours"] == 72


def test_a_document_is_valid_on_its_last_day(
    people: DemoPeople, terms: ProgrammeTerms, learners: KnownLearners
) -> None:
    ProgrammeTerms.objects.update(valid_months=9)
    found = certify(people.mentor, people.student, terms, learners, at=dt.datetime(2026, 5, 31, 6, tzinfo=dt.UTC))
    assert found.valid_until == dt.date(2027, 2, 28)
    assert state_of(found, dt.date(2027, 2, 28)) == State.VALID
    assert state_of(found, dt.date(2027, 3, 1)) == State.EXPIRED


def test_what_has_expired_is_issued_again_only_after_another_completion(
    certificate: Certificate, people: DemoPeople, terms: ProgrammeTerms, learners: KnownLearners
) -> None:
    Certificate.objects.update(valid_until=dt.date(2026, 6, 2))
    refused(
        Why.EXPIRED, lambda: issue(actor=people.mentor, recipient=people.student, programme_key=terms.programme_key)
    )
    learners.tell(people.student, terms.programme_key, completed_at=COMPLETED + dt.timedelta(days=30))
    new = issue(actor=people.mentor, recipient=people.student, programme_key=terms.programme_key)
    assert new != certificate


def test_revoking_needs_a_reason_and_the_right(certificate: Certificate, people: DemoPeople) -> None:
    refused(Why.NO_REASON, lambda: revoke(actor=people.mentor, certificate=certificate, reason=" \n "))
    refused(Why.NOT_YOURS, lambda: revoke(actor=people.student, certificate=certificate, reason="Mine"))
    revoked = revoke(actor=people.organiser, certificate=certificate, reason="Issued to the\nwrong person")
    assert state_of(revoked) == State.REVOKED
    assert revoked.revocation_reason == "Issued to the wrong person"
    refused(Why.ALREADY_REVOKED, lambda: revoke(actor=people.mentor, certificate=certificate, reason="Again"))


def test_what_was_revoked_is_not_issued_again_by_itself(
    certificate: Certificate, people: DemoPeople, terms: ProgrammeTerms, learners: KnownLearners
) -> None:
    revoke(actor=people.mentor, certificate=certificate, reason="Somebody else sat the quiz")
    key = terms.programme_key
    refused(Why.WAS_REVOKED, lambda: issue(actor=people.mentor, recipient=people.student, programme_key=key))
    again = reissue(actor=people.mentor, certificate=certificate)
    assert again.replaces_id == certificate.pk


def test_a_change_of_name_replaces_the_document_on_the_same_evidence(
    certificate: Certificate, people: DemoPeople
) -> None:
    refused(Why.SAME_NAME, lambda: reissue(actor=people.mentor, certificate=certificate))
    refused(Why.NOT_YOURS, lambda: reissue(actor=people.student, certificate=certificate))
    keep_details(actor=people.student, family_name="Новая", given_name="Тимура", middle_name="")
    new = reissue(actor=people.mentor, certificate=certificate)
    old = Certificate.objects.get(pk=certificate.pk)
    assert (new.name, new.number, new.snapshot_hash) == ("Новая Тимура", "PD-2026-000002", old.snapshot_hash)
    assert (state_of(old), state_of(new), old.revocation_reason) == (State.REPLACED, State.VALID, "replaced")
    refused(Why.ALREADY_REVOKED, lambda: reissue(actor=people.mentor, certificate=old))


def test_the_list_by_state_says_what_the_one_function_says(
    certificate: Certificate, people: DemoPeople, terms: ProgrammeTerms, learners: KnownLearners
) -> None:
    expired = certify(people.mentor, people.expert, terms, learners)
    Certificate.objects.filter(pk=expired.pk).update(valid_until=dt.date(2026, 6, 2))
    revoke(
        actor=people.mentor,
        certificate=certify(people.organiser, people.mentor, terms, learners),
        reason="A reason to be read",
    )
    keep_details(actor=people.student, family_name="Other", given_name="Name")
    reissue(actor=people.mentor, certificate=certificate)
    everything = Certificate.objects.select_related("replaced_by")
    found = {state: set(in_state(everything, state)) for state in State}
    assert found == {state: {one for one in everything if state_of(one) == state} for state in State}
    assert all(found.values())


def test_a_whole_cohort_is_issued_with_a_report_of_who_was_refused(
    people: DemoPeople, terms: ProgrammeTerms, learners: KnownLearners
) -> None:
    learners.tell(people.student, terms.programme_key)
    learners.tell(people.expert, terms.programme_key, is_complete=False, completed_at=None)
    everybody = [people.student, people.expert, people.admin]
    report = issue_to_many(actor=people.mentor, recipients=everybody, programme_key=terms.programme_key)
    assert [one.recipient for one in report.issued] == [people.student]
    assert [(who, "enrolled" in why or "completed" in why) for who, why in report.refused] == [
        (people.expert, True),
        (people.admin, True),
    ]
    again = issue_to_many(actor=people.mentor, recipients=everybody, programme_key=terms.programme_key)
    assert (len(again.issued), len(again.had_already), len(again.refused)) == (0, 1, 2)


def test_the_audit_of_details_tells_no_value(people: DemoPeople) -> None:
    keep_details(actor=people.student, family_name="Иванов", given_name="Иван", snils="112-233-445 95")
    entry = AuditEntry.objects.get(action="recipient_details.changed")
    assert entry.data == {"fields": ["family_name", "given_name", "snils"]}


def test_the_register_is_asked_of_those_whom_it_concerns(
    people: DemoPeople, terms: ProgrammeTerms, russian_terms: ProgrammeTerms, learners: KnownLearners
) -> None:
    learners.tell(people.student, terms.programme_key)
    assert not needs_register(people.student)
    learners.tell(people.student, russian_terms.programme_key)
    assert needs_register(people.student)


def test_percents_stay_exact(certificate: Certificate) -> None:
    assert Decimal(certificate.snapshot["evidence"]["items"][1]["percent"]) == Decimal("87.50")
