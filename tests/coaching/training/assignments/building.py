"""Assignments to test: a small rubric, learners, markers and who leads, and what they do in few words."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from PIL import Image
from wagtail.models import Locale

from coaching.training.assignments.allocation import allocate
from coaching.training.assignments.handing_in import add_file, hand_in, save_draft
from coaching.training.assignments.models import Assignment, Review, Submission
from coaching.training.assignments.reading_marks import Told
from coaching.training.assignments.reviewing import Saved, save_sheet, submit
from people.models import Membership, Organisation, Role, User
from tests.coaching.rooms.building import make_version

SECRET_PLACE = "GPS 51.1605 71.4704"
CODES = ("A1.M1", "A1.J1", "A2.M1", "B1.J1", "B1.M1")
FULL: Mapping[str, Told] = {
    "A1.M1": Told(observation="true"),
    "A1.J1": Told(score="3"),
    "A2.M1": Told(observation="0"),
    "B1.J1": Told(score="3"),
    "B1.M1": Told(observation="1200"),
}
"""What gives all six marks."""


def person(name: str, role: Role | None = Role.STUDENT, college: str = "College of Tests") -> User:
    """Return somebody with a role in a college; without a role somebody of no college."""
    user = User.objects.create_user(f"{name.lower()}@podium.example", "secret", name=f"{name} Demo")
    if role is not None:
        organisation, _created = Organisation.objects.get_or_create(name=college)
        Membership.objects.create(user=user, organisation=organisation, role=role)
    return user


def signed_in(user: User | None) -> Client:
    """Return a client in which `user` is signed in, or nobody."""
    client = Client()
    if user is not None:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def make_assignment(owner: User, **fields: Any) -> Assignment:
    """Return an assignment marked by the whole of a scheme of six marks."""
    english, _created = Locale.objects.get_or_create(language_code="en")
    texts = {"title": "A form that checks", "task": "<p>Build it.</p>", "hand_in": "Two pictures."}
    return Assignment.objects.create(locale=english, scheme_version=make_version(owner), **{**texts, **fields})


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    """Return a picture with a note of where it was taken."""
    written, exif = BytesIO(), Image.Exif()
    exif[0x010E] = SECRET_PLACE
    Image.new("RGB", size, (200, 120, 40)).save(written, kind, exif=exif)
    return written.getvalue()


def packed(**entries: bytes) -> bytes:
    """Return a ZIP container; `__` in a name stands for a slash, and `_dot_` for a dot."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return written.getvalue()


def handed_in(assignment: Assignment, learner: User, text: str = "It works.", pictures: int = 0) -> Submission:
    """Let a learner hand in a text and some pictures."""
    save_draft(user=learner, assignment=assignment, text=text)
    for number in range(pictures):
        add_file(user=learner, assignment=assignment, file_id=uuid4(), name=f"{number}.jpg", content=picture())
    return hand_in(user=learner, assignment=assignment)


def given_to(leader: User, assignment: Assignment, work: Submission, *markers: User) -> list[Review]:
    """Give a work to markers, in the order of its places."""
    return [
        allocate(leader=leader, assignment=assignment, submission_id=work.pk, place=place, marker=marker)
        for place, marker in enumerate(markers, start=1)
    ]


def write(review: Review, told: Mapping[str, Told], comment: str | None = None) -> Saved:
    """Keep something of a review as its marker."""
    return save_sheet(marker=review.reviewer, review_id=review.pk, told=told, comment=comment)


def give(assignment: Assignment, review: Review, **changed: Told) -> Review:
    """Give a review: full marks, but for what is `changed`, by codes with `_` for the dot."""
    told = {**FULL, **{code.replace("_", "."): one for code, one in changed.items()}}
    assert write(review, told).errors == {}
    return submit(marker=review.reviewer, assignment=assignment, review_id=review.pk)


def fresh(work: Submission | UUID) -> Submission:
    """Return a work as it is in the database now."""
    return Submission.objects.get(pk=work.pk if isinstance(work, Submission) else work)
