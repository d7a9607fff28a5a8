"""Blocks: each shows an example of itself, says what it is, and renders what an author may write into it."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from coaching.training.blocks import LessonBlocks, ModuleBlocks
from coaching.training.blocks.doing import ProcedureStepBlock
from coaching.training.models import LessonPage, TrainingModulePage
from media.models import CustomDocument, CustomImage, Video
from pages.blocks import BodyBlocks
from people.models import User
from tests.pages.growing import add, signed_in, translate

pytestmark = pytest.mark.django_db

ASKED_FOR = {
    "text", "picture", "gallery", "video", "document", "procedure", "safety", "tools", "worked_example", "mistakes",
    "checklist", "test_project", "scheme_excerpt", "drill", "quiz", "practice_room", "reflection", "assignment",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _media(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)


@pytest.fixture
def picture() -> CustomImage:
    """A small picture."""
    stored = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(stored, "PNG")
    file = ContentFile(stored.getvalue(), "bench.png")
    return CustomImage.objects.create(title="Bench", file=file, width=40, height=30)


def test_every_block_that_was_asked_for_is_there() -> None:
    assert set(ModuleBlocks().child_blocks) >= ASKED_FOR
    assert set(LessonBlocks().child_blocks) == set(ModuleBlocks().child_blocks)


@pytest.mark.parametrize("name", sorted({*LessonBlocks().child_blocks, *BodyBlocks().child_blocks}))
def test_block_has_an_icon_a_description_and_an_example(name: str) -> None:
    block = {**BodyBlocks().child_blocks, **LessonBlocks().child_blocks}[name]
    assert block.meta.icon not in {"", "placeholder"}
    assert str(block.meta.description)
    assert block.is_previewable


@pytest.mark.parametrize("with_media", [True, False])
def test_every_example_is_drawn(with_media: bool, picture: CustomImage, version: object) -> None:
    if with_media:
        CustomDocument.objects.create(title="Drawing", file=ContentFile(b"%PDF", "drawing.pdf"))
        Video.objects.create(title="Set up", duration=3, file=ContentFile(b"x", "x.mp4"))
    else:
        picture.delete()
    author = signed_in(User.objects.create_superuser("author@podium.example"))
    for name, block in LessonBlocks().child_blocks.items():
        response = author.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        assert response.status_code == 200, name
        assert f"block-{block.name}" in response.content.decode() or block.name == ""


def test_texts_of_every_field_have_help() -> None:
    def missing(block: blocks.Block, where: str) -> Iterator[str]:
        for name, child in getattr(block, "child_blocks", {}).items():
            if isinstance(child, blocks.StructBlock | blocks.StreamBlock | blocks.ListBlock):
                yield from missing(child, f"{where}.{name}")
                if isinstance(child, blocks.ListBlock):
                    yield from missing(child.child_block, f"{where}.{name}")
            elif isinstance(block, blocks.StructBlock) and not str(
                child.field.help_text if hasattr(child, "field") else ""
            ):
                yield f"{where}.{name}"

    ours = ("quiz", "assignment", "calibration", "worked_example")
    found = [
        line for name, block in LessonBlocks().child_blocks.items() if name not in ours for line in missing(block, name)
    ]
    assert found == []


def test_picture_of_a_step_needs_its_words(picture: CustomImage) -> None:
    block = ProcedureStepBlock()
    value = block.to_python({"title": "Cut", "image": picture.pk, "alternative": " "})
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(value)
    assert "alternative" in refused.value.block_errors


def test_lesson_shows_what_its_blocks_say(client: Client, module: TrainingModulePage, picture: CustomImage) -> None:
    document = CustomDocument.objects.create(title="Drawing", file=ContentFile(b"%PDF-1.4 " * 300, "drawing.pdf"))
    body = [
        {"type": "gallery", "value": {"heading": "Two benches", "pictures": [{"image": picture.pk, "alternative": "Left bench"}, {"image": picture.pk, "alternative": "Right bench"}]}},
        {"type": "document", "value": {"document": document.pk, "title": "Card", "text": "To print."}},
        {"type": "procedure", "value": {"heading": "Cut", "needed": "Saw", "steps": [{"title": "Mark", "check": "One line."}, {"title": "Saw"}]}},
        {"type": "tools", "value": {"heading": "Bench", "tools": [{"kind": "tool", "name": "Saw", "amount": "1"}, {"kind": "protection", "name": "Glasses"}]}},
        {"type": "checklist", "value": {"heading": "Before", "items": [{"text": "Clean"}, {"text": "Sharp"}]}},
        {"type": "drill", "value": {"heading": "Ten cuts", "task": "Cut.", "minutes": 8, "goal": "All straight."}},
        {"type": "test_project", "value": {"title": "Module A", "hours": "4.5", "files": [{"document": document.pk, "version": "1.2"}]}},
    ]  # fmt: skip
    add(module, LessonPage(title="One", slug="one", body=json.dumps(body)))
    html = client.get("/en/training/form/one/").content.decode()
    for words in ("Two benches", 'alt="Left bench"', "Card", "PDF · 2.6\xa0KB", "One line.", "Protection", "Clean", "8", "All straight.",
                  "Version 1.2", "4.5 h", 'type="checkbox"', '<podium-drill'):  # fmt: skip
        assert words in html, words
    assert "Material" not in html, "a kind without anything in it"


def test_ticks_keep_their_names_in_another_language(module: TrainingModulePage, client: Client) -> None:
    items = [{"type": "item", "value": {"text": "Clean"}, "id": str(uuid4())}]
    lesson = add(module, LessonPage(title="One", slug="one", body=json.dumps([{"type": "checklist", "id": str(uuid4()), "value": {"heading": "Before", "items": items}}])))  # fmt: skip
    for page in (module.get_parent(), module, lesson):
        translate(page.specific, "kk", {"Clean": "Таза"})
    english, kazakh = (client.get(f"/{code}/training/form/one/").content.decode() for code in ("en", "kk"))
    for sign in (f'data-checklist="{lesson.translation_key}"', f'data-item="{items[0]["id"]}"'):
        assert sign in english
        assert sign in kazakh
    assert "Таза" in kazakh
