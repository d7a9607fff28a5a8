"""Programme, module and lesson as readers and authors meet them: where one is, and what only instructors see."""

import json
from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from coaching.training import instructors, page_parts, progress_display, reflections
from coaching.training.models import LessonPage, ProgrammePage, TrainingIndexPage, TrainingModulePage
from coaching.training.page_parts import Part, Place
from coaching.training.progress_display import Standing, Step
from people.models import Membership, Organisation, Role, User
from tests.coaching.training.conftest import new_module
from tests.pages.growing import add, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try the pages without whoever else has registered with them."""
    for module, name in (
        (progress_display, "_providers"), (page_parts, "_makers"), (instructors, "_checks"), (reflections, "_stores"),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, [])


@pytest.fixture
def programme(index: TrainingIndexPage) -> ProgrammePage:
    """A programme of two modules; the first has three lessons."""
    page = add(
        index, ProgrammePage(title="Teach", slug="teach", introduction="Intro.", hours=36, outcomes="Judge\nLead")
    )
    first = add(page, new_module("first", title="First", instructor_notes="<p>Bring gloves.</p>"))
    for number in (1, 2, 3):
        add(first, new_lesson(number))
    add(page, new_module("second", title="Second"))
    return page


def new_lesson(number: int, body: list[dict[str, Any]] | None = None) -> LessonPage:
    """Return a lesson that is not saved yet."""
    words = body or [{"type": "heading", "value": f"Part {number}"}]
    return LessonPage(title=f"Lesson {number}", slug=f"l{number}", minutes=10 * number, body=json.dumps(words),
                      instructor_notes="<p>The answer is 42.</p>")  # fmt: skip


@pytest.fixture
def all_done(programme: ProgrammePage) -> Iterator[list[Collection[UUID]]]:
    """Somebody keeps progress: all is under way."""
    asked: list[Collection[UUID]] = []

    def provide(_user: User, keys: Collection[UUID]) -> dict[UUID, Standing]:
        asked.append(keys)
        return dict.fromkeys(keys, Standing(Step.UNDER_WAY, 40))

    progress_display.register_provider(provide)
    yield asked
    progress_display._providers.remove(provide)


def html_of(address: str, client: Client | None = None) -> str:
    """Return a page."""
    response = (client or Client()).get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_programme_shows_its_modules_in_order(programme: ProgrammePage) -> None:
    html = html_of("/en/training/teach/")
    assert html.index("First") < html.index("Second")
    for words in ("36", "academic hours", "3 lessons", "Judge", "What you can do afterwards"):
        assert words in html
    assert "Not started" not in html, "nobody is signed in"


def test_lesson_leads_to_the_ones_around_it(programme: ProgrammePage) -> None:
    html = html_of("/en/training/teach/first/l2/")
    assert "Lesson 2 of 3" in html
    assert 'rel="prev" href="/en/training/teach/first/l1/"' in html
    assert 'rel="next" href="/en/training/teach/first/l3/"' in html
    assert 'aria-current="page"' in html
    last = html_of("/en/training/teach/first/l3/")
    assert "Back to the module" in last
    assert 'rel="next"' not in last


def test_module_says_where_it_stands_and_what_follows(programme: ProgrammePage) -> None:
    html = html_of("/en/training/teach/first/")
    assert "Module 1 of 2" in html
    assert 'rel="next" href="/en/training/teach/second/"' in html


def test_progress_is_shown_to_whoever_is_signed_in(programme: ProgrammePage, all_done: list[Collection[UUID]]) -> None:
    reader = signed_in(User.objects.create_user("reader@podium.example"))
    for address, keys in (("", 3), ("first/", 4), ("first/l1/", 4)):
        assert "Under way" in html_of(f"/en/training/teach/{address}", reader)
        assert len(all_done[-1]) == keys
    assert "Under way" not in html_of("/en/training/teach/first/")


def test_private_lessons_are_listed_only_for_whom_they_are(programme: ProgrammePage) -> None:
    lesson = LessonPage.objects.get(slug="l2")
    PageViewRestriction.objects.create(page=lesson, restriction_type=PageViewRestriction.LOGIN)
    reader = signed_in(User.objects.create_user("reader@podium.example"))
    assert "Lesson 2" not in html_of("/en/training/teach/first/")
    assert "Lesson 2" in html_of("/en/training/teach/first/", reader)
    assert 'href="/en/training/teach/first/l3/"' in html_of("/en/training/teach/first/l1/")


@pytest.mark.parametrize("address", ["", "first/", "first/l1/"])
@pytest.mark.parametrize("lessons", [1, 40])
def test_pages_cost_the_same_with_few_lessons_and_with_many(
    programme: ProgrammePage, address: str, lessons: int, all_done: list[Collection[UUID]],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    first = TrainingModulePage.objects.get(slug="first")
    for number in range(4, 4 + lessons):
        add(TrainingModulePage.objects.get(pk=first.pk), new_lesson(number))
    reader = signed_in(User.objects.create_user("reader@podium.example"))
    reader.get(f"/en/training/teach/{address}")
    with django_assert_max_num_queries(38):
        reader.get(f"/en/training/teach/{address}")


def mentor() -> User:
    """Return a new mentor."""
    user = User.objects.create_user("m@podium.example")
    college = Organisation.objects.create(name="College")
    Membership.objects.create(user=user, organisation=college, role=Role.MENTOR)
    return user


def test_notes_are_for_instructors_and_not_for_mentors_who_learn(programme: ProgrammePage) -> None:
    address = "/en/training/teach/first/l1/"
    student = User.objects.create_user("s@podium.example")
    somebody = mentor()
    assert "The answer is 42" not in html_of(address)
    assert "The answer is 42" not in html_of(address, signed_in(student))
    assert "The answer is 42" in html_of(address, signed_in(somebody))
    assert "Bring gloves" in html_of("/en/training/teach/first/", signed_in(somebody))
    instructors.register_learner_check(lambda user, _page: user == somebody)
    assert "The answer is 42" not in html_of(address, signed_in(somebody))
    LessonPage.objects.filter(slug="l1").update(owner=somebody)
    assert "The answer is 42" in html_of(address, signed_in(somebody)), "her own lesson"


def test_preview_shows_what_each_role_sees_and_leaves_no_trace(
    programme: ProgrammePage, all_done: list[Collection[UUID]]
) -> None:
    put_up: list[str] = []
    page_parts.register_part(Place.END, 1, lambda _request, page: put_up.append(page.title))
    lesson = LessonPage.objects.get(slug="l1")
    author = User.objects.create_superuser("author@podium.example")
    request = signed_in(author).get("/en/training/").wsgi_request
    assert [name for name, _label in lesson.preview_modes] == ["student", "mentor"]
    student, as_mentor = (lesson.make_preview_request(request, mode).content.decode() for mode in ("student", "mentor"))
    assert "Part 1" in student
    assert "The answer is 42" not in student
    assert "The answer is 42" in as_mentor
    assert (put_up, list(all_done)) == ([], []), "nobody else was asked"


def test_others_put_parts_on_the_pages(programme: ProgrammePage) -> None:
    def make(_request: Any, page: Any) -> Part | None:
        return Part("training/standing.html", {"standing": Standing(Step.DONE)}) if page.slug == "l1" else None

    for place in Place:
        page_parts.register_part(place, 1, make)
    assert html_of("/en/training/teach/first/l1/").count("standing-3") == len(Place)
    assert "standing-3" not in html_of("/en/training/teach/first/l2/")


def test_reader_keeps_a_note_where_somebody_keeps_notes(programme: ProgrammePage) -> None:
    body = [
        {"type": "reflection", "value": {"question": "Why?", "hint": ""}, "id": "6f1e3f5e-0a6e-4f5c-9f0a-2f3f3d6f7a10"}
    ]
    lesson = add(TrainingModulePage.objects.get(slug="first"), new_lesson(9, body))
    address = "/en/training/teach/first/l9/"
    reader = signed_in(User.objects.create_user("reader@podium.example"))
    assert "Sign in to keep a note" in html_of(address)
    assert "<textarea" not in html_of(address, reader)
    notes = {"6f1e3f5e-0a6e-4f5c-9f0a-2f3f3d6f7a10": "Because <b>."}
    reflections.register_store(
        reflections.Store(lambda _user, _key: notes, lambda key, block: f"/notes/{key}/{block}/")
    )
    html = html_of(address, reader)
    assert f'action="/notes/{lesson.translation_key}/6f1e3f5e-0a6e-4f5c-9f0a-2f3f3d6f7a10/"' in html
    assert "Because &lt;b&gt;." in html
    assert "<textarea" not in html_of(address)
