"""Wagtail's groups: what mentors, methodologists and organisers may do in the page editor."""

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from people.models import Role, User

MENTORS = "Mentors"
METHODOLOGISTS = "Methodologists"
ORGANISERS = "Organisers"
GROUP_OF_ROLE = {Role.MENTOR: MENTORS, Role.METHODOLOGIST: METHODOLOGISTS, Role.ORGANISER: ORGANISERS}

# Wagtail asks for the permissions of its own models, whichever model a project keeps its files in.
FILE_PERMISSIONS = (
    Q(content_type__app_label="wagtailimages", content_type__model="image")
    | Q(content_type__app_label="wagtaildocs", content_type__model="document")
    | Q(content_type__app_label="wagtailmedia", content_type__model="media")
)
# Skills and standards are kept once for everybody; ladders of the library are removed where their owner finds them.
STANDARDS_PERMISSIONS = Q(content_type__app_label="schemes") & (
    Q(content_type__model__in=("skill", "occupationalstandard"))
    | Q(content_type__model="descriptorladder", codename__regex="^(add|change|view)_")
)
# What lessons are made of beside pages. Nobody deletes an assignment that learners may have handed work in on.
TASKS_PERMISSIONS = (
    Q(content_type__app_label="assignments", content_type__model="assignment", codename__regex="^(add|change|view)_")
    | Q(content_type__app_label="quizzes", content_type__model__in=("questionbank", "question", "quiz"))
    | Q(
        content_type__app_label="calibration",
        content_type__model="calibrationexercise",
        codename__regex="^(add|change|view)_",
    )
)
# What championships are made of beside pages. Results, people and the record of draws have no door but the desk.
EVENT_PERMISSIONS = Q(content_type__app_label="events") & (
    Q(content_type__model__in=("championship", "contestedskill"), codename__regex="^(add|change|view)_")
    | Q(content_type__model__in=("skilldocument", "scheduleitem", "partner"))
)
PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")


class Groups(NamedTuple):
    """The groups that have a door into the page editor."""

    mentors: Group
    organisers: Group
    methodologists: Group


@transaction.atomic
def ensure_groups(*, training_roots: Iterable[Page] = (), championship_roots: Iterable[Page] = ()) -> Groups:
    """Make the groups of mentors, methodologists and organisers, or bring them up to date, and return them.

    Mentors and methodologists may write and publish below each of `training_roots`, organisers below each of
    `championship_roots` (give the index page of every language); all may add images, documents and videos.
    Where a college wants every page of training reviewed, `coaching.training.reviewing` takes publishing from mentors.
    Organisers also keep the skills, their occupational standards and the library of descriptors; mentors see them.
    They keep championships and contested skills, and documents, plan and partners of those.
    Calling it again adds what is missing and takes nothing away.
    """
    groups = Groups(_group(MENTORS), _group(ORGANISERS), _group(METHODOLOGISTS))
    training_roots = list(training_roots)
    places = (
        (groups.mentors, training_roots),
        (groups.methodologists, training_roots),
        (groups.organisers, championship_roots),
    )
    for group, roots in places:
        _may_use_the_editor(group)
        _may_keep_files(group)
        for root in roots:
            _may_publish_below(group, root)
    standards = Permission.objects.filter(STANDARDS_PERMISSIONS)
    groups.organisers.permissions.add(*standards, *Permission.objects.filter(EVENT_PERMISSIONS))
    for group in (groups.mentors, groups.methodologists):
        group.permissions.add(*standards.filter(codename__startswith="view_"))
        group.permissions.add(*Permission.objects.filter(TASKS_PERMISSIONS))
    return groups


@transaction.atomic
def match_groups(user: User) -> None:
    """Put `user` into the groups of her roles and out of those of roles that she no longer has."""
    roles = set(user.memberships.values_list("role", flat=True))
    for role, name in GROUP_OF_ROLE.items():
        if role in roles:
            user.groups.add(_group(name))
        else:
            user.groups.remove(*user.groups.filter(name=name))


def _group(name: str) -> Group:
    return Group.objects.get_or_create(name=name)[0]


def _may_use_the_editor(group: Group) -> None:
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
        Permission.objects.get(content_type__app_label="wagtail_localize", codename="submit_translation"),
    )


def _may_keep_files(group: Group) -> None:
    root = Collection.get_first_root_node()
    for permission in Permission.objects.filter(FILE_PERMISSIONS, codename__regex="^(add|change|choose)_"):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _may_publish_below(group: Group, root: Page) -> None:
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGE_PERMISSIONS):
        GroupPagePermission.objects.get_or_create(group=group, page_id=root.pk, permission=permission)
