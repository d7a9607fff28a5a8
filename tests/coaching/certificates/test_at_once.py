"""Two issues at the same moment, each in a connection of its own: no number twice, and no document twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from coaching.certificates.issuing import issue
from coaching.certificates.models import Certificate, ProgrammeTerms
from people.demo import DemoPeople
from people.models import User
from tests.coaching.certificates.building import KnownLearners

pytestmark = pytest.mark.django_db(transaction=True)


def issue_at_once(actor: User, recipients: list[User], terms: ProgrammeTerms) -> list[Certificate]:
    """Issue to all of `recipients` from as many threads."""

    def one(recipient: User) -> Certificate:
        try:
            return issue(actor=actor, recipient=recipient, programme_key=terms.programme_key, language="en")
        finally:
            connection.close()

    with ThreadPoolExecutor(len(recipients)) as pool:
        return list(pool.map(one, recipients))


def test_documents_issued_at_once_never_share_a_number(
    people: DemoPeople, terms: ProgrammeTerms, learners: KnownLearners
) -> None:
    everybody = [people.student, people.expert, people.organiser, people.admin]
    for person in everybody:
        learners.tell(person, terms.programme_key)
    issued = issue_at_once(people.mentor, everybody, terms)
    assert sorted(one.sequence for one in issued) == [1, 2, 3, 4]


def test_the_same_document_asked_for_at_once_is_issued_once(
    people: DemoPeople, terms: ProgrammeTerms, learners: KnownLearners
) -> None:
    learners.tell(people.student, terms.programme_key)
    issued = issue_at_once(people.mentor, [people.student] * 4, terms)
    assert len({one.pk for one in issued}) == 1
    assert Certificate.objects.count() == 1
