"""Pictures and videos that leave nobody out."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from media.blocks import PictureBlock, VideoBlock
from media.models import CustomImage, Video
from people.demo import load_people
from people.groups import ensure_groups
from people.models import User
from tests.pages.growing import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def image() -> CustomImage:
    """A small picture."""
    file = BytesIO()
    Image.new("RGB", (40, 20), "teal").save(file, "PNG")
    return CustomImage.objects.create(
        title="Square", file=ContentFile(file.getvalue(), "square.png"), width=40, height=20
    )


def shown(block: blocks.StructBlock, value: dict[str, object]) -> str:
    """Return the block as HTML with single spaces."""
    return " ".join(block.render(block.to_python(value)).split())


def test_picture_without_words_is_refused(image: CustomImage) -> None:
    block = PictureBlock()
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({"image": image.pk, "alternative": ""}))
    assert "alternative" in refused.value.block_errors


def test_picture_is_shown_with_its_words(image: CustomImage) -> None:
    block = PictureBlock()
    html = shown(block, {"image": image.pk, "alternative": "A teal square", "caption": "Teal"})
    assert 'alt="A teal square"' in html
    assert "<figcaption> Teal" in html


def test_video_is_shown_with_captions_and_transcript() -> None:
    video = Video.objects.create(
        title="Tea",
        type="video",
        file=ContentFile(b"video", "tea.mp4"),
        captions=ContentFile(b"WEBVTT\n", "tea.vtt"),
        language="kk",
        transcript="Шай құямыз.",
    )
    block = VideoBlock()
    html = shown(block, {"video": video.pk})
    assert '<track kind="captions"' in html
    assert 'srclang="kk"' in html
    assert "Шай құямыз." in html


def test_captions_must_be_webvtt() -> None:
    video = Video(title="Tea", type="video", file="tea.mp4", captions=ContentFile(b"x", "tea.txt"))
    with pytest.raises(ValidationError) as refused:
        video.full_clean()
    assert set(refused.value.message_dict) == {"captions"}


@pytest.mark.parametrize("name", ["wagtailimages:index", "wagtailmedia:index", "wagtaildocs:index"])
def test_author_finds_pictures_videos_and_documents_in_the_editor(name: str) -> None:
    author = signed_in(User.objects.create_superuser("author@podium.example"))
    assert author.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    "name", ["wagtailimages:index", "wagtailimages_chooser:choose", "wagtailmedia:index", "wagtaildocs:index"]
)
def test_mentor_may_add_and_choose_pictures_videos_and_documents(name: str) -> None:
    people = load_people()
    ensure_groups()
    assert signed_in(people.mentor).get(reverse(name)).status_code == 200


def test_form_for_a_video_asks_for_captions_and_transcript() -> None:
    author = signed_in(User.objects.create_superuser("author@podium.example"))
    html = author.get(reverse("wagtailmedia:add", args=["video"])).content.decode()
    assert 'name="captions"' in html
    assert 'name="transcript"' in html
