"""The review of training, what is due by the clock, and the trees of the languages."""

from datetime import timedelta
from unittest import mock

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone, translation
from wagtail.models import GroupPagePermission, Locale, Page, Workflow

from coaching.training.models import LessonPage, TrainingIndexPage, TrainingModulePage
from coaching.training.preparing import prepare
from people.groups import MENTORS, METHODOLOGISTS, match_groups
from people.models import Membership, Organisation, Role, User
from podium import due
from tests.coaching.training.conftest import new_module
from tests.pages.growing import add, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def methodologist(mentor: User) -> User:
    """A methodologist who reads Russian."""
    user = User.objects.create_user("methodologist@podium.example", name="Marat", language="ru")
    Membership.objects.create(user=user, organisation=Organisation.objects.get(), role=Role.METHODOLOGIST)
    for person in (user, mentor):
        match_groups(person)
    return user


def test_prepared_twice_is_prepared_once(index: TrainingIndexPage) -> None:
    first = prepare()
    counts = [Workflow.objects.count(), GroupPagePermission.objects.count()]
    assert (first.lists, first.languages) == (3, 2)
    again = prepare()
    assert (again.lists, again.languages) == (3, 0)
    assert [Workflow.objects.count(), GroupPagePermission.objects.count()] == counts


def test_mentor_hands_in_and_methodologist_publishes(
    index: TrainingIndexPage, mentor: User, methodologist: User
) -> None:
    prepare()
    module = add(index, new_module("m", title="Draft"))
    module.unpublish()
    assert not module.permissions_for_user(mentor).can_publish()
    assert module.permissions_for_user(mentor).can_submit_for_moderation()
    module.save_revision(user=mentor)
    state = module.get_workflow().start(module, mentor)
    (letter,) = [each for each in mail.outbox if each.to == [methodologist.email]]
    with translation.override("ru"):
        assert "Draft" in letter.subject
    assert letter.body.startswith("Здравствуйте") or "Draft" in letter.body
    task = state.current_task_state.task.specific
    assert [name for name, _label, _modal in task.get_actions(module, mentor)] == []
    assert "approve" in [name for name, _label, _modal in task.get_actions(module, methodologist)]
    state.current_task_state.approve(user=methodologist)
    assert TrainingModulePage.objects.get(pk=module.pk).live


def test_without_the_rule_mentors_may_publish_by_themselves(
    index: TrainingIndexPage, mentor: User, methodologist: User, settings: LazySettings
) -> None:
    prepare()
    assert not index.permissions_for_user(mentor).can_publish()
    settings.TRAINING_REVIEW_REQUIRED = False
    prepare()
    assert index.permissions_for_user(User.objects.get(pk=mentor.pk)).can_publish()
    assert set(methodologist.groups.values_list("name", flat=True)) == {METHODOLOGISTS}
    assert set(mentor.groups.values_list("name", flat=True)) == {MENTORS}


def test_what_is_scheduled_is_published_when_it_is_due(index: TrainingIndexPage) -> None:
    module = index.add_child(instance=new_module("later", live=False, go_live_at=timezone.now() + timedelta(hours=1)))
    module.save_revision().publish()
    assert due.do_what_is_due() == []
    assert not TrainingModulePage.objects.get(pk=module.pk).live
    later = timezone.now() + timedelta(hours=2)
    with mock.patch("django.utils.timezone.now", return_value=later):
        assert due.do_what_is_due() == []
    assert TrainingModulePage.objects.get(pk=module.pk).live


def test_one_process_does_what_is_due_and_a_failure_stops_no_other(
    settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.DUE_COMMANDS = ["no_such_command", "publish_scheduled"]
    assert due.do_it_alone() == ["no_such_command"]
    assert due.do_it_alone() is None
    assert "no_such_command failed" in caplog.text
    with pytest.raises(CommandError, match="no_such_command"):
        call_command("do_what_is_due")


def test_untranslated_page_stands_in_for_itself_and_says_so(index: TrainingIndexPage, client: Client) -> None:
    module = add(index, new_module("m", title="Only English"))
    prepare()
    russian = Locale.objects.get(language_code="ru")
    alias = TrainingModulePage.objects.get(locale=russian)
    assert alias.alias_of_id == module.pk
    html = client.get(alias.get_url()).content.decode()
    assert 'lang="en"' in html
    assert "Only English" in html
    assert client.get(alias.get_url()).context["fallback"].language == "en"
    assert f'rel="canonical" href="http://testserver{module.get_url()}"' in " ".join(html.split()).replace(
        'canonical" href', 'canonical" href'
    )
    assert alias.get_url() not in client.get("/sitemap.xml").content.decode()
    assert not next(link for link in client.get(alias.get_url()).context["language_links"] if link["code"] == "ru")[
        "exact"
    ]
    items = client.get("/ru/training/").context["listing"].page
    assert [(item.language, item.url) for item in items] == [("en", alias.get_url())]


def test_parts_that_are_not_translated_are_told(index: TrainingIndexPage, client: Client) -> None:
    module = add(index, new_module("m", title="A title", introduction="Not translated."))
    translate(index, "ru")
    page = translate(module, "ru", {"A title": "Заголовок"})
    fallback = client.get(page.get_url()).context["fallback"]
    assert fallback.language == ""
    assert client.get("/en/training/m/").context["fallback"] is None


def test_translations_go_where_their_page_goes(index: TrainingIndexPage) -> None:
    module = add(index, new_module("m"))
    for number in (1, 2, 3):
        add(module, LessonPage(title=f"L{number}", slug=f"l{number}"))
    for page in (index, module, *LessonPage.objects.order_by("path")):
        translate(page, "ru")
    first, _second, third = LessonPage.objects.child_of(module).order_by("path")
    third.move(first, "left")
    orders = [
        [page.slug for page in LessonPage.objects.filter(locale__language_code=code).order_by("path")]
        for code in ("en", "ru")
    ]
    assert orders == [["l3", "l1", "l2"]] * 2
    from coaching.training.trees import translations_that_follow  # noqa: PLC0415 -- for this test alone

    follow = translations_that_follow([Page.objects.get(pk=module.pk)])
    assert [page.locale.language_code for pages in follow.values() for page in pages] == ["ru"]
