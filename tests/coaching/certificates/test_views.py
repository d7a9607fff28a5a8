"""The pages of documents: every role at every address, what the public is told, and how many queries that takes."""

import re
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from coaching.certificates import learnt
from coaching.certificates.details import keep_details
from coaching.certificates.models import Certificate, ProgrammeTerms, RecipientDetails
from coaching.certificates.revoking import reissue, revoke
from coaching.training.learning.models import Cohort, Enrolment
from coaching.training.models import ProgrammePage, TrainingIndexPage
from people.demo import DemoPeople
from people.models import Membership, Role, User
from tests.coaching.certificates.building import KnownLearners, certify
from tests.pages.growing import add, grow_home, signed_in, translate
from tests.standing_alone import stands_alone

ROLES = ("nobody", "student", "mentor", "expert", "organiser", "admin", "other_mentor")
# The document is the student's; mentor and organiser are of the college that issued it, other_mentor of another one.
EXPECTED = {
    "mine":            (302, 200, 200, 200, 200, 200, 200),
    "details":         (302, 200, 200, 200, 200, 200, 200),
    "check":           (200, 200, 200, 200, 200, 200, 200),
    "programmes":      (302, 403, 200, 403, 200, 200, 200),
    "issued":          (302, 403, 200, 403, 200, 200, 404),
    "terms":           (302, 403, 200, 403, 200, 200, 404),
    "issue":           (302, 403, 200, 403, 200, 200, 404),
    "issued_workbook": (302, 403, 200, 403, 200, 200, 404),
    "register":        (302, 403, 404, 403, 404, 404, 404),
    "register_file":   (302, 403, 404, 403, 404, 404, 404),
    "verify":          (200, 200, 200, 200, 200, 200, 200),
    "document_pdf":    (302, 200, 200, 404, 200, 200, 404),
    "badge_json":      (302, 200, 200, 404, 200, 200, 404),
    "badge_jwt":       (302, 200, 200, 404, 200, 200, 404),
    "revoke":          (302, 403, 200, 403, 200, 200, 404),
    "reissue":         (302, 403, 200, 403, 200, 200, 404),
}  # fmt: skip
OF_A_PROGRAMME = ("issued", "terms", "issue", "issued_workbook", "register", "register_file")
OF_A_DOCUMENT = ("verify", "document_pdf", "badge_json", "badge_jwt", "revoke", "reissue")


@pytest.fixture
def programme(people: DemoPeople, terms: ProgrammeTerms) -> ProgrammePage:
    """The page of the programme that the terms are of."""
    index = add(grow_home(), TrainingIndexPage(title="Training", slug="training"))
    page = ProgrammePage(
        title="Preparing students", slug="preparing", hours=72, introduction="Plans a season.",
        translation_key=terms.programme_key,
    )  # fmt: skip
    return add(index, page)


def client_of(people: DemoPeople, who: str) -> Client:
    """Return a client in which `who` is signed in."""
    if who == "nobody":
        return Client()
    if who != "other_mentor":
        return signed_in(getattr(people, who))
    user = User.objects.create_user("other@podium.example", name="Other Mentor")
    Membership.objects.create(user=user, organisation=people.russian_college, role=Role.MENTOR)
    return signed_in(user)


def address(name: str, certificate: Certificate) -> str:
    """Return the address of a page for the document."""
    arguments: list[Any] = [certificate.programme_key] if name in OF_A_PROGRAMME else []
    return reverse(f"certificates:{name}", args=[certificate.pk] if name in OF_A_DOCUMENT else arguments)


@pytest.mark.usefixtures("programme")
@pytest.mark.parametrize("who", ROLES)
def test_every_role_at_every_address(certificate: Certificate, people: DemoPeople, who: str) -> None:
    client = client_of(people, who)
    found = {name: client.get(address(name, certificate)).status_code for name in EXPECTED}
    assert found == {name: answers[ROLES.index(who)] for name, answers in EXPECTED.items()}


@pytest.mark.usefixtures("programme")
@pytest.mark.parametrize("who", ["nobody", "student", "expert", "other_mentor"])
def test_nothing_is_changed_by_those_who_may_not(certificate: Certificate, people: DemoPeople, who: str) -> None:
    client = client_of(people, who)
    for name in ("revoke", "reissue", "issue", "terms"):
        answer = client.post(address(name, certificate), {"reason": "Because", "recipients": [people.student.pk]})
        assert answer.status_code in {302, 403, 404}
        assert answer.status_code != 302 or "/accounts/login/" in answer["Location"]
    assert Certificate.objects.get().revoked_at is None


def page_of(certificate: Certificate, language: str = "en") -> tuple[int, str]:
    """Return the status and the text of the public page."""
    answer = Client().get(f"/{language}/certificates/{certificate.pk}/")
    return answer.status_code, answer.content.decode()


def test_the_public_reads_what_is_printed_and_nothing_else(certificate: Certificate, people: DemoPeople) -> None:
    keep_details(actor=people.student, snils="112-233-445 95", diploma_number="77665544", birth_date="1999-12-31")
    status, text = page_of(certificate)
    assert status == 200
    assert 'data-state="valid"' in text
    for words in (
        "Timur Demo-Student",
        "Preparing students",
        "PD-2026-000001",
        "72",
        "Lead a live room",
        "A. Serikova",
    ):
        assert words in text
    for private in (people.student.email, "112-233", "77665544", certificate.badge_salt):
        assert private not in text
    assert not any(stands_alone(text, private) for private in ("1999", "87.50"))
    assert '<meta name="robots" content="noindex">' in text


def test_the_public_reads_how_a_document_stands(certificate: Certificate, people: DemoPeople) -> None:
    Certificate.objects.update(valid_until="2026-06-02")
    assert 'data-state="expired"' in page_of(certificate)[1]
    keep_details(actor=people.student, family_name="Other", given_name="Name")
    new = reissue(actor=people.mentor, certificate=certificate)
    text = page_of(certificate)[1]
    assert 'data-state="replaced"' in text
    assert f"/en/certificates/{new.pk}/" in text
    revoke(actor=people.mentor, certificate=new, reason="Somebody else <b>sat</b> the quiz")
    text = page_of(new)[1]
    assert 'data-state="revoked"' in text
    assert "Somebody else &lt;b&gt;sat&lt;/b&gt; the quiz" in text


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_page_is_there_in_every_language(certificate: Certificate, language: str) -> None:
    status, text = page_of(certificate, language)
    assert status == 200
    assert f'lang="{language}"' in text
    assert "Timur Demo-Student" in text


def test_an_unknown_document_is_said_to_be_unknown_in_words(db: None) -> None:
    answer = Client().get(reverse("certificates:verify", args=[uuid4()]))
    assert answer.status_code == 404
    assert "No such document" in answer.content.decode()


@pytest.mark.parametrize(
    ("number", "name", "found"),
    [
        ("PD-2026-000001", "timur  demo-student", True),
        (" pd-2026-000001 ", "Timur Demo-Student", True),
        ("PD-2026-000001", "Timur Demo", False),
        ("PD-2026-000002", "Timur Demo-Student", False),
        ("PD-2026-000001", "", False),
    ],
)
def test_a_document_is_found_by_number_and_whole_name(
    certificate: Certificate, number: str, name: str, found: bool
) -> None:
    answer = Client().post(reverse("certificates:check"), {"number": number, "name": name})
    assert (answer.status_code == 302) is found
    assert found or "Please look at these places again" in answer.content.decode()


def test_a_document_is_found_by_its_address(certificate: Certificate) -> None:
    pasted = f"https://podium.example/ru/certificates/{certificate.pk}/"
    answer = Client().post(reverse("certificates:check"), {"number": pasted})
    assert answer["Location"] == reverse("certificates:verify", args=[certificate.pk])


def test_who_tries_out_numbers_has_to_wait(certificate: Certificate, settings: Any) -> None:
    settings.ROOM_WRONG_CODES = 3
    cache.clear()
    client = Client()
    client.get(reverse("certificates:check"))
    right = {"number": "PD-2026-000001", "name": "Timur Demo-Student"}
    answers = [client.post(reverse("certificates:check"), {**right, "number": f"PD-{n}"}).status_code for n in range(3)]
    assert answers == [200, 200, 429]
    assert client.post(reverse("certificates:check"), right).status_code == 429


def test_the_recipient_has_her_documents_with_their_files(certificate: Certificate, people: DemoPeople) -> None:
    client = signed_in(people.student)
    text = client.get(reverse("certificates:mine")).content.decode()
    for name in ("verify", "document_pdf", "badge_json", "badge_jwt"):
        assert address(name, certificate) in text
    pdf = client.get(address("document_pdf", certificate))
    assert pdf.content[:5] == b"%PDF-"
    assert "no-store" in pdf["Cache-Control"]
    assert client.get(address("badge_json", certificate))["Content-Type"] == "application/vc"
    assert client.get(address("badge_jwt", certificate)).content.count(b".") == 2


def test_a_document_stands_on_the_home_of_learning_as_long_as_it_is_valid(
    certificate: Certificate, people: DemoPeople
) -> None:
    client = signed_in(people.student)
    assert certificate.number in client.get(reverse("learning:home")).content.decode()
    revoke(actor=people.admin, certificate=certificate, reason="Issued by mistake")
    assert certificate.number not in client.get(reverse("learning:home")).content.decode()


def test_details_are_asked_only_as_far_as_they_are_needed(
    people: DemoPeople, russian_terms: ProgrammeTerms, learners: KnownLearners
) -> None:
    client = signed_in(people.student)
    own = reverse("certificates:details")
    assert "id_snils" not in client.get(own).content.decode()
    client.post(own, {"family_name": "Demo", "given_name": "Timur", "snils": "112-233-445 95"})
    assert RecipientDetails.objects.get().snils == ""
    learners.tell(people.student, russian_terms.programme_key)
    assert "id_snils" in client.get(own).content.decode()
    wrong = {"family_name": "Demo", "given_name": "Timur", "snils": "112-233-445 96", "citizenship": "643"}
    answer = client.post(own, wrong)
    assert answer.status_code == 422
    assert "The last two digits do not belong" in answer.content.decode()
    assert client.post(own, {**wrong, "snils": "11223344595"}).status_code == 302
    assert RecipientDetails.objects.get().snils == "112-233-445 95"


TERMS_INPUT = {
    "kind": "development", "hours": "72", "city": "Qaraghandy", "signatory_name": "A. Serikova",
    "signatory_post": "Director", "valid_months": "36", "area": "", "qualification": "", "speciality_group": "",
    "study_form": "in_person", "financing": "budget", "education_place": "inside", "begins_with": "QR-", "digits": "4",
    "restarts_yearly": "on", "next_number": "40",
}  # fmt: skip


def test_a_mentor_says_the_terms_and_issues(
    programme: ProgrammePage, people: DemoPeople, terms: ProgrammeTerms, learners: KnownLearners
) -> None:
    client = signed_in(people.mentor)
    key = programme.translation_key
    asked = {**TERMS_INPUT, "organisation": people.kazakh_college.pk}
    assert client.post(reverse("certificates:terms", args=[key]), asked).status_code == 302
    learners.tell(people.student, key)
    learners.tell(people.expert, key, is_complete=False)
    both = {"recipients": [people.student.pk, people.expert.pk], "language": "kk"}
    text = client.post(reverse("certificates:issue", args=[key]), both).content.decode()
    found = Certificate.objects.get()
    assert re.fullmatch(r"QR-20\d\d-0040", found.number)
    assert found.language == "kk"
    assert found.number in text
    assert "The programme is not completed yet." in text
    assert found.snapshot["programme"]["outcome"] == "Plans a season."
    # Who has a document is not offered again.
    assert "Timur Demo-Student" not in client.get(reverse("certificates:issue", args=[key])).content.decode()


def test_documents_are_offered_to_one_cohort(
    people: DemoPeople, terms: ProgrammeTerms, learners: KnownLearners
) -> None:
    client, page = signed_in(people.mentor), reverse("certificates:issue", args=[terms.programme_key])
    for user in (people.student, people.expert):
        learners.tell(user, terms.programme_key)
    assert 'name="cohort"' not in client.get(page).content.decode()
    here, empty = uuid4(), uuid4()
    learners.cohorts |= {here: {people.student.pk}, empty: set()}
    text = client.get(page).content.decode()
    assert all(user.name in text for user in (people.student, people.expert))
    text = client.get(page, {"cohort": str(here)}).content.decode()
    assert (people.student.name in text, people.expert.name in text) == (True, False)
    assert "Everybody of this cohort" in client.get(page, {"cohort": str(empty)}).content.decode()
    assert "Issue to those chosen" not in client.get(page, {"cohort": str(uuid4())}).content.decode()
    both = {"recipients": [people.student.pk, people.expert.pk]}
    assert client.post(f"{page}?cohort={here}", both).status_code == 422
    assert client.post(f"{page}?cohort={here}", {"recipients": [people.student.pk]}).status_code == 200
    assert [each.recipient for each in Certificate.objects.all()] == [people.student]


def test_cohorts_are_those_of_learning(people: DemoPeople) -> None:
    key, days = uuid4(), {"starts_on": "2026-01-01", "ends_on": "2026-06-01"}
    cohorts = [Cohort.objects.create(programme_key=key, name=name, **days) for name in ("A", "B")]
    Cohort.objects.create(programme_key=uuid4(), name="Of another programme", **days)
    of_a, of_b, gone = people.student, people.expert, people.organiser
    for user, cohort, state in ((of_a, 0, "active"), (of_b, 1, "completed"), (gone, 0, "left")):
        Enrolment.objects.create(
            user=user, programme_key=key, cohort=cohorts[cohort], how="self", state=state, enrolled_at=timezone.now()
        )
    assert learnt.cohorts_of(key) == [(cohort.pk, cohort.name) for cohort in cohorts]
    assert [learnt.learners_of(key, cohort.pk) for cohort in cohorts] == [[of_a.pk], [of_b.pk]]
    assert set(learnt.learners_of(key)) == {of_a.pk, of_b.pk}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"hours": "15"}, "at least 16 academic hours"),
        ({"hours": "73"}, "has 72 hours"),
        ({"kind": "retraining", "qualification": "Mentor"}, "at least 250 academic hours"),
        ({"city": "Qara\u202eghandy"}, "cannot be shown"),
        ({"next_number": "0"}, "next_number"),
    ],
)
def test_wrong_terms_are_refused_in_words_and_nothing_is_kept(
    programme: ProgrammePage, people: DemoPeople, terms: ProgrammeTerms, wrong: dict[str, str], words: str
) -> None:
    asked = {**TERMS_INPUT, "organisation": people.kazakh_college.pk, **wrong}
    answer = signed_in(people.mentor).post(reverse("certificates:terms", args=[programme.translation_key]), asked)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert ProgrammeTerms.objects.get().city == "Zarechye"


def test_the_page_of_terms_says_what_is_certain(programme: ProgrammePage, people: DemoPeople) -> None:
    text = signed_in(people.admin).get(reverse("certificates:terms", args=[programme.translation_key])).content.decode()
    assert "KZ: the hours are not certain" in text
    assert "Rule of RU" in text
    assert "Order 266" in text


def test_the_list_is_filtered_and_goes_into_a_workbook(
    certificate: Certificate, people: DemoPeople, terms: ProgrammeTerms, learners: KnownLearners
) -> None:
    people.expert.name = "=HYPERLINK(1)"
    revoked = certify(people.mentor, people.expert, terms, learners)
    revoke(actor=people.mentor, certificate=revoked, reason="Issued by mistake")
    client = signed_in(people.organiser)
    for asked, name in (
        ({"state": "revoked"}, "=HYPERLINK(1)"),
        ({"q": "timur"}, "Timur Demo-Student"),
        ({"q": "000001", "until": "2026-06-01"}, "Timur Demo-Student"),
    ):
        book = load_workbook(BytesIO(client.get(address("issued_workbook", certificate), asked).content))
        rows = list(book.worksheets[0].iter_rows(min_row=2))
        assert [row[2].value for row in rows] == [name]
        assert all(cell.data_type == "s" for cell in rows[0] if cell.value)
    assert "No document answers" in client.get(address("issued", certificate), {"since": "2099-01-01"}).content.decode()
    assert client.get(address("issued", certificate), {"state": "nonsense", "since": "x"}).status_code == 200


def _many(count: int, people: DemoPeople, terms: ProgrammeTerms, learners: KnownLearners) -> None:
    for number in range(count):
        user = User.objects.create_user(f"learner{number}@podium.example", name=f"Learner {number}")
        certify(people.mentor, user, terms, learners)
        other = User.objects.create_user(f"waiting{number}@podium.example", name=f"Waiting {number}")
        learners.tell(other, terms.programme_key)


QUERIES = {
    ("nobody", "verify"): 3,
    ("student", "mine"): 9,
    ("mentor", "programmes"): 11,
    ("mentor", "issued"): 12,
    ("mentor", "issue"): 14,
    ("mentor", "issued_workbook"): 5,
}


@pytest.mark.usefixtures("programme")
@pytest.mark.parametrize("count", [1, 30])
def test_pages_take_the_same_queries_however_much_there_is(
    certificate: Certificate, people: DemoPeople, terms: ProgrammeTerms, learners: KnownLearners, count: int
) -> None:
    _many(count, people, terms, learners)
    clients = {who: client_of(people, who) for who in ("nobody", "student", "mentor")}
    found = {}
    for who, name in QUERIES:
        clients[who].get(address(name, certificate))
        with CaptureQueriesContext(connection) as captured:
            assert clients[who].get(address(name, certificate)).status_code == 200
        found[who, name] = len(captured)
    assert found == QUERIES


def test_the_desk_shows_documents_and_the_way_to_issue(certificate: Certificate, people: DemoPeople) -> None:
    text = signed_in(people.student).get("/en/desk/").content.decode()
    assert certificate.number in text
    assert reverse("certificates:mine") in text
    assert reverse("certificates:programmes") not in text
    assert reverse("certificates:programmes") in signed_in(people.mentor).get("/en/desk/").content.decode()


def test_an_issuer_reads_what_the_programme_is_called_in_his_language(
    certificate: Certificate, people: DemoPeople, programme: ProgrammePage
) -> None:
    translate(programme.get_parent().specific, "kk")
    translate(programme, "kk", {"Preparing students": "Студенттерді дайындау"})
    client = signed_in(people.mentor)
    for language, title in (("en", "Preparing students"), ("kk", "Студенттерді дайындау")):
        with translation.override(language):
            for name in ("issued", "issue"):
                assert title in client.get(address(name, certificate)).content.decode()


def test_pages_speak_russian_and_kazakh(certificate: Certificate, people: DemoPeople) -> None:
    client = signed_in(people.mentor)
    for language in ("ru", "kk"):
        with translation.override(language):
            for name in ("mine", "details", "check", "issued", "issue", "revoke", "reissue"):
                assert client.get(address(name, certificate)).status_code == 200
