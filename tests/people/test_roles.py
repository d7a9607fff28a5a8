"""Roles given and withdrawn, and the groups of the page editor that follow them."""

import pytest
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from people.demo import DemoPeople, load_people
from people.groups import MENTORS, ORGANISERS, ensure_groups
from people.memberships import give_role, withdraw_role
from people.models import AuditEntry, Membership, Organisation, Role, User


def groups_of(user: User) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def test_role_brings_its_group_and_an_audit_row(people: DemoPeople) -> None:
    give_role(actor=people.admin, user=people.student, organisation=people.russian_college, role=Role.MENTOR)
    assert groups_of(people.student) == {MENTORS}
    entry = AuditEntry.objects.filter(action="role.given").first()
    assert entry is not None
    assert entry.actor == people.admin
    assert entry.data == {"organisation": people.russian_college.name, "role": "mentor"}


def test_role_given_twice_stays_one(people: DemoPeople) -> None:
    before = AuditEntry.objects.count()
    give_role(actor=None, user=people.mentor, organisation=people.kazakh_college, role=Role.MENTOR)
    assert Membership.objects.filter(user=people.mentor).count() == 1
    assert AuditEntry.objects.count() == before


def test_group_goes_only_with_the_last_role_that_needs_it(people: DemoPeople) -> None:
    roles = [people.kazakh_college, people.russian_college]
    give_role(actor=None, user=people.mentor, organisation=roles[1], role=Role.MENTOR)
    kept = []
    for college in roles:
        withdraw_role(actor=people.admin, user=people.mentor, organisation=college, role=Role.MENTOR)
        kept.append(groups_of(people.mentor))
    assert kept == [{MENTORS}, set()]
    assert AuditEntry.objects.filter(action="role.withdrawn").count() == 2


def test_withdrawing_leaves_groups_that_no_role_brought(people: DemoPeople) -> None:
    people.mentor.groups.create(name="Translators")
    withdraw_role(actor=None, user=people.mentor, organisation=people.kazakh_college, role=Role.MENTOR)
    assert groups_of(people.mentor) == {"Translators"}


@pytest.mark.parametrize("change", [give_role, withdraw_role])
def test_only_administrators_change_roles(people: DemoPeople, change: object) -> None:
    with pytest.raises(PermissionError):
        change(  # type: ignore[operator]
            actor=people.organiser, user=people.organiser, organisation=people.kazakh_college, role=Role.MENTOR
        )
    assert groups_of(people.organiser) == {ORGANISERS}


def test_groups_may_publish_below_their_own_roots_only(people: DemoPeople) -> None:
    root = Page.get_first_root_node()
    training = root.add_child(title="Training", slug="training-test")
    championships = root.add_child(title="Championships", slug="championships-test")
    ensure_groups(training_roots=[training], championship_roots=[championships])
    mentor = User.objects.get(pk=people.mentor.pk)
    organiser = User.objects.get(pk=people.organiser.pk)
    assert training.permissions_for_user(mentor).can_publish()
    assert not championships.permissions_for_user(mentor).can_publish()
    assert championships.permissions_for_user(organiser).can_publish()
    assert not training.permissions_for_user(organiser).can_publish()
    assert not root.permissions_for_user(mentor).can_add_subpage()


def test_groups_may_keep_pictures_documents_and_videos(people: DemoPeople) -> None:
    groups = ensure_groups()
    for group in groups:
        kept = set(GroupCollectionPermission.objects.filter(group=group).values_list("permission__codename", flat=True))
        assert {"add_image", "choose_image", "add_document", "choose_document", "add_media"} <= kept
        assert not any(codename.startswith("delete_") for codename in kept)


def test_organisers_keep_championships_and_what_belongs_to_them(people: DemoPeople) -> None:
    groups = ensure_groups()
    mentor, organiser = (User.objects.get(pk=each.pk) for each in (people.mentor, people.organiser))
    for model in ("championship", "contestedskill", "skilldocument", "scheduleitem", "partner"):
        assert organiser.has_perm(f"events.change_{model}")
        assert not mentor.has_perm(f"events.change_{model}")
    assert organiser.has_perm("events.delete_partner")
    assert not organiser.has_perm("events.delete_contestedskill")
    assert not groups.organisers.permissions.filter(content_type__model__in=("resultrow", "publicperson")).exists()


def test_groups_made_again_are_the_same(people: DemoPeople) -> None:
    root = Page.get_first_root_node()
    first = ensure_groups(training_roots=[root])
    counts = [GroupPagePermission.objects.count(), GroupCollectionPermission.objects.count()]
    again = ensure_groups(training_roots=[root])
    assert again == first
    assert [GroupPagePermission.objects.count(), GroupCollectionPermission.objects.count()] == counts


def test_demo_people_loaded_again_are_the_same(people: DemoPeople) -> None:
    User.objects.filter(pk=people.mentor.pk).update(name="Changed", is_active=False)
    hash_before = people.expert.password
    again = load_people()
    assert again.mentor.pk == people.mentor.pk
    assert (again.mentor.name, again.mentor.is_active) == ("Aigerim Demo-Mentor", True)
    assert User.objects.count() == 6
    assert Organisation.objects.count() == 2
    assert Membership.objects.count() == 5
    assert again.expert.password == hash_before, "a new hash would sign people out"
