"""Setting rules in the page editor: who may, what is refused, and that nothing is half done."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from coaching.training.learning.models import AvailabilityRule, CompletionRule, EnrolmentTerms
from coaching.training.learning.refusals import LearningRefused
from coaching.training.learning.setting_rules import rules_of, set_rules
from people.models import AuditEntry, Role, User
from tests.coaching.training.learning.conftest import new_person
from tests.pages.growing import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(db: None) -> User:
    """Somebody who may edit every page."""
    return new_person("admin@podium.example", is_superuser=True, is_staff=True)


def test_rules_are_set_once_and_told(admin: User, programme: SimpleNamespace) -> None:
    lesson = programme.lessons[1]
    first = programme.lessons[0].translation_key
    for _time in range(2):
        set_rules(actor=admin, page=lesson, values={"quizzes": True, "opens_on_day": 3}, prerequisites=[first])
    kept = rules_of(lesson.translation_key)
    assert (kept["quizzes"], kept["opens_on_day"], kept["prerequisites"]) == (True, 3, [str(first)])
    assert AuditEntry.objects.filter(action="learning.rules_set").count() == 1


def test_parts_that_would_wait_for_each_other_are_refused_and_nothing_is_kept(
    admin: User, programme: SimpleNamespace
) -> None:
    first, second = programme.lessons[:2]
    set_rules(actor=admin, page=second, values={}, prerequisites=[first.translation_key])
    with pytest.raises(LearningRefused, match="wait for each other"):
        set_rules(actor=admin, page=first, values={"quizzes": True}, prerequisites=[second.translation_key])
    assert rules_of(first.translation_key)["prerequisites"] == []
    assert not CompletionRule.objects.filter(key=first.translation_key).exists()


def test_only_who_may_edit_the_page_sets_its_rules(programme: SimpleNamespace, learner: User) -> None:
    for user in (learner, new_person("student@podium.example", Role.STUDENT)):
        with pytest.raises(PermissionDenied):
            set_rules(actor=user, page=programme.page, values={"reading": "invited"})
    assert not EnrolmentTerms.objects.exists()


def test_the_editor_shows_and_sets_them(admin: User, programme: SimpleNamespace) -> None:
    client = signed_in(admin)
    for page in (programme.page, programme.modules[0], programme.lessons[0]):
        address = reverse("learning_rules", args=[page.pk])
        assert client.get(address).status_code == 200
        assert address in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    address = reverse("learning_rules", args=[programme.page.pk])
    assert client.post(address, {"reading": "invited", "self_enrolment": "on", "in_order": "on"}).status_code == 302
    terms = EnrolmentTerms.objects.get()
    assert (terms.programme_key, terms.reading, terms.self_enrolment) == (programme.key, "invited", False)
    assert AvailabilityRule.objects.get().in_order
    wrong = client.post(address, {"reading": "everybody", "opens_on_day": "5", "closes_after_day": "2"})
    assert wrong.status_code == 422
    assert "It would close before it opens." in wrong.content.decode()
    assert client.get(reverse("learning_rules", args=[programme.page.get_parent().pk])).status_code in {302, 403}
