"""Training without a network, as far as the server goes: whose page it is, the worker, the list, and paper."""

from django.contrib.auth.models import AnonymousUser
from django.test import Client

from coaching.training.models import LessonPage, TrainingModulePage
from coaching.training.working_offline import PUBLIC, READER, reader_of
from people.models import Role, User
from tests.pages.growing import add, signed_in


def _lesson(module: TrainingModulePage) -> LessonPage:
    return add(module, LessonPage(title="Labels", slug="labels", introduction="Say it."))


def test_readers_are_told_apart_and_nobody_can_be_told_from_it(mentor: User) -> None:
    other = User.objects.create_user("other@podium.example")
    names = {reader_of(mentor), reader_of(other), reader_of(AnonymousUser()), reader_of(None)}
    assert len(names) == 3
    assert reader_of(mentor) == reader_of(User.objects.get(pk=mentor.pk))
    assert str(mentor.pk) != reader_of(mentor)
    assert "@" not in reader_of(mentor)


def test_a_page_of_training_names_its_reader(module: TrainingModulePage, mentor: User) -> None:
    for page in (module.get_parent(), module, _lesson(module)):
        assert signed_in(mentor).get(page.get_url()).headers[READER] == reader_of(mentor)
        assert Client().get(page.get_url()).headers.get(READER) in {PUBLIC, None}


def test_other_pages_name_nobody(module: TrainingModulePage, mentor: User) -> None:
    client = signed_in(mentor)
    for address in (module.get_site().root_page.get_url(), "/en/training/no-such-page/"):
        assert READER not in client.get(address).headers


def test_the_lesson_names_in_its_button_the_reader_of_its_header(module: TrainingModulePage, mentor: User) -> None:
    answer = signed_in(mentor).get(_lesson(module).get_url())
    assert f'data-reader="{answer.headers[READER]}"' in answer.text


def test_the_worker_is_one_script_with_what_workers_share_and_is_looked_for_anew(db: None) -> None:
    answer = Client().get("/en/training/worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer.headers["Cache-Control"]
    assert answer.text.index("async function keepFile") < answer.text.index("const LESSONS")


def test_the_list_of_what_is_kept_is_the_same_for_everybody(db: None) -> None:
    person = User.objects.create_user("aida@podium.example", name="Aida")
    pages = {client.get("/en/training/offline/").text for client in (Client(), signed_in(person))}
    assert len(pages) == 1
    assert "Aida" not in pages.pop()


def test_paper_has_the_address_and_its_code(module: TrainingModulePage) -> None:
    lesson = _lesson(module)
    shown = signed_in(User.objects.create_superuser("admin@podium.example")).get(lesson.get_url()).text
    assert f"http://testserver{lesson.get_url()}" in shown
    assert 'class="qr"' in shown


def test_a_role_is_no_reader(mentor: User) -> None:
    before = reader_of(mentor)
    mentor.memberships.update(role=Role.EXPERT)
    assert reader_of(mentor) == before
