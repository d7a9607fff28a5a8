"""Who may open what: at the page, the document, the picture, the search, the sitemap, and the gate of quizzes."""

import datetime as dt
import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, ReferenceIndex
from wagtail_localize.models import Translation, TranslationSource

from coaching.training.admission import Kind, Subject, ask
from coaching.training.exchange.packing import contents_of
from coaching.training.learning import unlisted
from coaching.training.learning.models import AvailabilityRule, Cohort, Enrolment, EnrolmentTerms
from coaching.training.models import LessonPage
from coaching.training.quizzes.models import Question, QuestionBank, Quiz, QuizPart
from people.groups import ensure_groups, match_groups
from people.models import Role, User
from tests.coaching.training.learning.conftest import new_person
from tests.coaching.training.quizzes.building import make_quiz
from tests.pages.growing import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]
NOBODY = AnonymousUser()


@pytest.fixture
def people(mentor: User, learner: User, programme: SimpleNamespace) -> dict[str, User | None]:
    """One of each: enrolled, enrolled and gone, a mentor, a cohort's mentor without a role, others."""
    found: dict[str, User | None] = {"nobody": None, "mentor": mentor, "enrolled": learner}
    for name, role in (("student", Role.STUDENT), ("expert", Role.EXPERT), ("organiser", Role.ORGANISER)):
        found[name] = new_person(f"{name}@podium.example", role)
    found["admin"] = new_person("admin@podium.example", is_superuser=True, is_staff=True)
    now = timezone.now()
    Enrolment.objects.create(user=learner, programme_key=programme.key, how="self", enrolled_at=now)
    left, leads = (new_person(f"{name}@podium.example") for name in ("left", "leads"))
    found |= {"left": left, "leads": leads}
    Enrolment.objects.create(user=left, programme_key=programme.key, how="self", enrolled_at=now, state="left")
    cohort = Cohort.objects.create(
        programme_key=programme.key, name="Spring", starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2027, 1, 1)
    )
    cohort.mentors.add(leads)
    return found


def _client(user: User | None) -> Client:
    return Client() if user is None else signed_in(user)


def status_of(client: Client, address: str) -> int:
    """Return the status of the answer; a file is read to its end, which closes it."""
    answer = client.get(address)
    answer.getvalue()
    return answer.status_code


# What each sees of the programme's page, of a lesson, of its document.
OPEN_TO_ALL = dict.fromkeys(
    ("nobody", "student", "expert", "organiser", "left", "enrolled", "leads", "mentor", "admin"), 200
)
LESSONS_CLOSED = OPEN_TO_ALL | dict.fromkeys(("nobody", "student", "expert", "organiser", "left"), 403)


@pytest.mark.parametrize(
    ("reading", "on_programme", "on_lessons"),
    [
        ("everybody", OPEN_TO_ALL, OPEN_TO_ALL),
        ("enrolled", OPEN_TO_ALL, LESSONS_CLOSED),
        ("invited", LESSONS_CLOSED, LESSONS_CLOSED),
    ],
)
def test_every_role_at_every_page_and_document(
    people: dict[str, User | None],
    programme: SimpleNamespace,
    reading: str,
    on_programme: dict[str, int],
    on_lessons: dict[str, int],
) -> None:
    EnrolmentTerms.objects.create(programme_key=programme.key, reading=reading, self_enrolment=reading != "invited")
    document = _document(programme.lessons[0])
    addresses = {
        programme.page.url: on_programme,
        programme.modules[0].url: on_lessons,
        programme.lessons[0].url: on_lessons,
        document.url: on_lessons,
        f"/en/learning/programmes/{programme.key}/": on_programme,
    }
    for address, expected in addresses.items():
        found = {name: status_of(_client(user), address) for name, user in people.items()}
        assert found == expected, address


def test_nothing_of_a_closed_lesson_is_sent(programme: SimpleNamespace) -> None:
    EnrolmentTerms.objects.create(programme_key=programme.key, reading="invited", self_enrolment=False)
    for page in (programme.page, programme.modules[0], programme.lessons[0]):
        answer = Client().get(page.url)
        assert answer.status_code == 403
        text = answer.content.decode()
        assert "Secret of" not in text
        assert page.title not in text
        assert "no-store" in answer.headers["Cache-Control"]
        assert Client().head(page.url).status_code == 403


@pytest.mark.parametrize("kind", [Kind.QUIZ, Kind.ASSIGNMENT, Kind.CALIBRATION])
def test_what_stands_on_no_page_has_no_gate(kind: Kind, programme: SimpleNamespace) -> None:
    assert ask(NOBODY, Subject(kind, programme.key)).is_open


def test_a_mentor_who_learns_herself_learns_by_the_same_rules(mentor: User, programme: SimpleNamespace) -> None:
    AvailabilityRule.objects.create(key=programme.modules[0].translation_key, in_order=True)
    second = Subject(Kind.PAGE, programme.lessons[1].translation_key)
    assert ask(mentor, second).is_open
    Enrolment.objects.create(user=mentor, programme_key=programme.key, how="self", enrolled_at=timezone.now())
    answer = ask(mentor, second)
    assert not answer.is_open
    assert programme.lessons[0].title in answer.reason
    assert answer.way_on == programme.lessons[0].url


def test_rules_are_enforced_where_the_page_is_served(learner: User, programme: SimpleNamespace) -> None:
    AvailabilityRule.objects.create(key=programme.modules[0].translation_key, in_order=True)
    Enrolment.objects.create(user=learner, programme_key=programme.key, how="self", enrolled_at=timezone.now())
    client = signed_in(learner)
    first, second = programme.lessons[:2]
    assert client.get(second.url).status_code == 403
    assert client.post(f"/en/learning/lessons/{second.translation_key}/read/").status_code == 403
    assert client.post(f"/en/learning/lessons/{first.translation_key}/read/").status_code == 302
    assert client.get(second.url).status_code == 200
    anonymous = Client().get(second.url)
    assert anonymous.status_code == 403
    assert b"Sign in" in anonymous.content


def test_lists_show_what_everybody_may_read(programme: SimpleNamespace) -> None:
    numbers = set[str]()

    def listed() -> tuple[bool, bool, bool]:
        numbers.add(unlisted._number())
        text = Client().get("/sitemap.xml").content.decode()
        return tuple(f"{page.url}<" in text for page in (programme.page, programme.modules[0], programme.lessons[1]))  # type: ignore[return-value]

    assert listed() == (True, True, True)
    rule = AvailabilityRule.objects.create(key=programme.modules[0].translation_key, in_order=True)
    assert listed() == (True, True, False)
    rule.delete()
    terms = EnrolmentTerms.objects.create(programme_key=programme.key, reading="enrolled")
    assert listed() == (True, False, False)
    terms.reading, terms.self_enrolment = "invited", False
    terms.save()
    assert listed() == (False, False, False)
    # What keeps pages with such lists sees each of these changes.
    assert len(numbers) == 4


def test_the_search_finds_nothing_of_a_closed_lesson(programme: SimpleNamespace, index: object) -> None:
    def found() -> bool:
        return programme.lessons[0].url in Client().get(f"{index.url}?q=Secret").content.decode()  # type: ignore[attr-defined]

    assert found()
    EnrolmentTerms.objects.create(programme_key=programme.key, reading="enrolled")
    assert not found()


def test_no_api_of_pages_is_mounted() -> None:
    """A page API would be another way to the lessons: whoever mounts one must put the gate before it."""
    spaces = get_resolver().namespace_dict
    assert not {space for space in spaces if "wagtailapi" in space}
    # Our own interface knows championships alone.
    _prefix, ours = spaces["api"]
    assert {pattern.callback.__module__.split(".")[0] for pattern in ours.url_patterns} == {"championships"}
    assert not [pattern for pattern in get_resolver().reverse_dict if str(pattern).startswith("wagtailimages_serve")]


def test_a_document_is_as_open_as_one_of_its_uses(learner: User, programme: SimpleNamespace) -> None:
    lesson = programme.lessons[0]
    document = _document(lesson)
    EnrolmentTerms.objects.create(programme_key=programme.key, reading="enrolled")
    assert status_of(Client(), document.url) == 403
    lesson.body = []
    lesson.save_revision().publish()
    assert status_of(Client(), document.url) == 200


def test_a_document_of_the_instructor_notes_is_for_authors(
    mentor: User, learner: User, programme: SimpleNamespace
) -> None:
    document = get_document_model().objects.create(title="Answers", file=ContentFile(b"1", name="answers.txt"))
    lesson = programme.lessons[0]
    lesson.instructor_notes = f'<p><a linktype="document" id="{document.pk}">Answers</a></p>'
    lesson.save_revision().publish()
    found = {name: status_of(_client(user), document.url) for name, user in
             {"nobody": None, "learner": learner, "mentor": mentor}.items()}  # fmt: skip
    assert found == {"nobody": 403, "learner": 403, "mentor": 200}


def test_pictures_have_names_that_nobody_guesses(db: None) -> None:
    images = [get_image_model().objects.create(title="Board", file=get_test_image_file("board.png")) for _ in range(2)]
    names = [image.file.name for image in images]
    renditions = [image.get_rendition("width-20").file.name for image in images]
    for name in (*names, *renditions):
        assert len(name.rsplit("/", 1)[1].split("-")[0]) == 24
    assert len({name.rsplit("/", 1)[1][:24] for name in names}) == 2
    assert Client().get("/media/images/", follow=True).status_code == 404


def _document(lesson: LessonPage) -> Any:
    document = get_document_model().objects.create(title="Task", file=ContentFile(b"1", name="task.txt"))
    lesson.introduction = "Secret of the document"
    body: Any = [("text", f'<p><a linktype="document" id="{document.pk}">Task</a></p>')]
    lesson.body = body
    lesson.save_revision().publish()
    return document


@pytest.fixture
def quiz(programme: SimpleNamespace) -> Quiz:
    """A quiz of the second lesson, which nobody owns."""
    made = make_quiz()
    lesson = programme.lessons[1]
    lesson.body = json.dumps([{"type": "quiz", "value": {"quiz": made.pk, "words": ""}}])
    lesson.save()
    ReferenceIndex.create_or_update_for_object(lesson)
    return made


def solutions_of(quiz: Quiz) -> list[str]:
    """Return every address in which right answers of the quiz stand."""
    own = [reverse(f"quizzes:{name}", args=[quiz.translation_key]) for name in ("preview", "statistics", "statistics_workbook")]  # fmt: skip
    rows = [("question", each.pk) for each in Question.objects.all()]
    rows += [("questionbank", each.pk) for each in QuestionBank.objects.all()]
    forms = [f"wagtailsnippets_quizzes_{name}:{form}" for name in ("question", "questionbank") for form in ("edit", "copy")]  # fmt: skip
    return own + [reverse(form, args=[pk]) for form in forms for name, pk in rows if f"_{name}:" in form]


def editor(user: User) -> Client:
    """Let somebody into the page editor."""
    ensure_groups()
    match_groups(user)
    return signed_in(user)


def test_a_mentor_who_learns_reads_no_right_answer_before_her_attempt(
    mentor: User, programme: SimpleNamespace, quiz: Quiz
) -> None:
    client, addresses = editor(mentor), solutions_of(quiz)
    page = reverse("quizzes:quiz", args=[quiz.translation_key])
    assert {client.get(address).status_code for address in addresses} == {200}
    assert addresses[0] in client.get(page).content.decode()
    Enrolment.objects.create(user=mentor, programme_key=programme.key, how="self", enrolled_at=timezone.now())
    for address in addresses:
        for answer in (client.get(address), client.post(address, {})):
            assert answer.status_code in {403, 405}
            assert "because-secret" not in answer.content.decode()
    assert "You see the right answers after your own attempt." in client.get(addresses[0]).content.decode()
    assert addresses[0] not in client.get(page).content.decode()
    assert "because-secret" in json.dumps(contents_of(programme.modules[0])[0])
    assert "because-secret" not in json.dumps(contents_of(programme.modules[0], mentor)[0])
    Enrolment.objects.update(state="left")
    assert client.get(addresses[0]).status_code == 200


def test_the_file_of_a_translation_is_closed_to_a_mentor_who_learns(
    mentor: User, programme: SimpleNamespace, quiz: Quiz
) -> None:
    bank = QuestionBank.objects.get(locale=quiz.locale)
    source, _is_new = TranslationSource.get_or_create_from_instance(bank)
    kazakh = Locale.objects.get_or_create(language_code="kk")[0]
    order = Translation.objects.create(source=source, target_locale=kazakh)
    order.save_target(user=mentor)
    address = reverse("wagtail_localize:download_pofile", args=[order.pk])
    client = editor(mentor)
    assert "because-secret" in client.get(address).content.decode()
    Enrolment.objects.create(user=mentor, programme_key=programme.key, how="self", enrolled_at=timezone.now())
    answer = client.get(address)
    assert answer.status_code == 403
    assert "because-secret" not in answer.content.decode()


def test_no_other_quiz_on_the_same_questions_is_a_way_around(
    mentor: User, programme: SimpleNamespace, quiz: Quiz
) -> None:
    Enrolment.objects.create(user=mentor, programme_key=programme.key, how="self", enrolled_at=timezone.now())
    drawing = Quiz.objects.create(title="Mine", locale=quiz.locale)
    QuizPart.objects.create(quiz=drawing, bank=QuestionBank.objects.get(locale=quiz.locale), count=7)
    unlike = make_quiz(key="unlike")
    client = editor(mentor)
    assert client.get(reverse("quizzes:preview", args=[drawing.translation_key])).status_code == 403
    assert client.get(reverse("quizzes:preview", args=[unlike.translation_key])).status_code == 200


def test_whoever_wrote_the_lesson_and_methodologists_see_its_answers_though_they_are_enrolled(
    mentor: User, programme: SimpleNamespace, quiz: Quiz
) -> None:
    others = [new_person("methodologist@podium.example", Role.METHODOLOGIST)]
    others.append(new_person("super@podium.example", is_superuser=True, is_staff=True))
    for user in (mentor, *others):
        Enrolment.objects.create(user=user, programme_key=programme.key, how="self", enrolled_at=timezone.now())
    address = reverse("quizzes:preview", args=[quiz.translation_key])
    assert [signed_in(user).get(address).status_code for user in (mentor, *others)] == [403, 200, 200]
    LessonPage.objects.filter(pk=programme.lessons[1].pk).update(owner=mentor, live=False)
    assert signed_in(mentor).get(address).status_code == 403, "a draft makes nobody an author"
    LessonPage.objects.filter(pk=programme.lessons[1].pk).update(live=True)
    assert signed_in(mentor).get(address).status_code == 200
