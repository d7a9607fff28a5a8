"""Duplicating and moving modules with everything in them."""

import json

import pytest
from wagtail.models import ReferenceIndex

from championships.schemes.models import SchemeVersion
from coaching.training.models import LessonPage, ProgrammePage, TrainingIndexPage, TrainingModulePage
from people.models import User
from tests.coaching.training.conftest import body
from tests.pages.growing import add

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]


@pytest.fixture
def with_lessons(module: TrainingModulePage, version: SchemeVersion) -> TrainingModulePage:
    """The module with two lessons that show the scheme too."""
    for number in (1, 2):
        add(
            module,
            LessonPage(
                title=f"L{number}", slug=f"l{number}", body=json.dumps(body(version)), instructor_notes="<p>N</p>"
            ),
        )
    return module


def test_copy_has_everything_and_its_own_keys(with_lessons: TrainingModulePage, version: SchemeVersion) -> None:
    author = User.objects.create_superuser("author@podium.example")
    copy = with_lessons.copy(
        recursive=True,
        keep_live=False,
        user=author,
        update_attrs={"slug": "copy", "title": "Copy"},
        copy_revisions=False,
    )
    copy = TrainingModulePage.objects.get(pk=copy.pk)
    lessons, originals = (LessonPage.objects.child_of(page).order_by("path") for page in (copy, with_lessons))
    assert [lesson.title for lesson in lessons] == ["L1", "L2"]
    assert (copy.live, copy.owner, copy.skill) == (False, author, with_lessons.skill)
    keys = [page.translation_key for page in (copy, *lessons, with_lessons, *originals)]
    assert len(set(keys)) == 6
    for mine, theirs in zip(lessons, originals, strict=True):
        assert [(block.block_type, block.value) for block in mine.body] == [
            (block.block_type, block.value) for block in theirs.body
        ]
        assert mine.instructor_notes == theirs.instructor_notes
        references = ReferenceIndex.get_references_for_object(mine)
        assert str(version.pk) in references.values_list("to_object_id", flat=True)
    assert copy.get_latest_revision_as_object().title == "Copy"


def test_module_moves_with_its_lessons(with_lessons: TrainingModulePage, index: TrainingIndexPage) -> None:
    programme = add(index, ProgrammePage(title="P", slug="p", introduction="I", hours=36))
    keys = set(LessonPage.objects.values_list("translation_key", flat=True))
    with_lessons.move(programme, "last-child")
    moved = TrainingModulePage.objects.get(pk=with_lessons.pk)
    assert moved.get_url() == "/en/training/p/form/"
    assert set(LessonPage.objects.child_of(moved).values_list("translation_key", flat=True)) == keys
