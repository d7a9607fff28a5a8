"""What authors are told before readers find it: in words, on the page of the block."""

import json
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from coaching.training.checks.findings import check_module
from coaching.training.models import LessonPage, TrainingIndexPage, TrainingModulePage
from media.models import CustomImage, Video
from people.models import User
from tests.coaching.training.conftest import new_module
from tests.coaching.training.test_module_files import png
from tests.pages.growing import add, signed_in

pytestmark = pytest.mark.django_db


def text(html: str) -> dict[str, str]:
    """Return a block of rich text."""
    return {"type": "text", "value": html}


@pytest.fixture
def faulty(index: TrainingIndexPage) -> TrainingModulePage:
    """A module with one fault of each kind."""
    image = CustomImage.objects.create(title="Bench", file=ContentFile(png(), "x.png"), width=8, height=6)
    video = Video.objects.create(title="Set up", type="video", duration=3, file=ContentFile(b"x", "x.mp4"))
    body = [
        {"type": "picture", "value": {"image": image.pk, "alternative": " "}},
        {"type": "gallery", "value": {"pictures": [{"image": image.pk, "alternative": "ok"}, {"image": image.pk, "alternative": ""}]}},
        {"type": "video", "value": {"video": video.pk}},
        {"type": "document", "value": {"document": 999_999}},
        text('<p><a linktype="page" id="999999">a</a><a linktype="document" id="999999">b</a></p>'),
        text('<p><a href="/en/nowhere/">a</a><a href="/en/training/">b</a><a href="/en/rooms/join/">c</a></p>'),
        text('<p><a href="https://">a</a><a href="https://podium.example/x">b</a><a href="mailto:a@b.example">c</a></p>'),
    ]  # fmt: skip
    module = add(index, new_module("m", title="Faulty", standards="4 Front-end\n2 Talking to guests"))
    add(
        module,
        LessonPage(title="Guests", slug="one", body=json.dumps([text("<p>Talking to guests is work.</p>"), *body])),
    )
    add(module, LessonPage(title="Empty", slug="two"))
    return module


def test_each_fault_is_named_with_its_block(faulty: TrainingModulePage) -> None:
    found = check_module(faulty)
    assert [finding.words for finding in found] == [
        "The lesson is empty.",
        "No lesson speaks of the section “4 Front-end”.",
        "Block 2: the picture “Bench” has no words for readers who do not see it.",
        "Block 3: the picture “Bench” has no words for readers who do not see it.",
        "Block 4: the video “Set up” has no captions.",
        "Block 4: the video “Set up” has no transcript.",
        "Block 5: “Document” is missing: it was never chosen, or has been deleted.",
        "Block 6: a link leads to a page that is not published or not there.",
        "Block 6: a link leads to a document that has been deleted.",
        "Block 7: the address /en/nowhere/ leads nowhere on this site.",
        "Block 8: “https://” is no address.",
    ]
    lesson = LessonPage.objects.get(slug="one")
    assert found[2].url == f"{reverse('wagtailadmin_pages:edit', args=[lesson.pk])}#block-{lesson.body[1].id}-section"


def test_report_and_command_say_the_same(faulty: TrainingModulePage) -> None:
    author = signed_in(User.objects.create_superuser("author@podium.example"))
    html = author.get(reverse("training_check", args=[faulty.pk])).content.decode()
    assert "11 things to put right" in html
    assert "the video “Set up” has no captions." in html
    said = StringIO()
    with pytest.raises(CommandError, match="11 things"):
        call_command("check_modules", "m", stdout=said)
    assert "en m/one: Block 4: the video “Set up” has no captions." in said.getvalue()


def test_module_without_faults_is_told_so(index: TrainingIndexPage) -> None:
    module = add(index, new_module("m", body=json.dumps([text("<p>Words.</p>")])))
    assert check_module(module) == []
    author = signed_in(User.objects.create_superuser("author@podium.example"))
    html, said = author.get(reverse("training_check", args=[module.pk])).content.decode(), StringIO()
    assert "Nothing is missing" in html
    assert "every link on this site leads somewhere" in html
    call_command("check_modules", stdout=said)
    assert "other sites were not tried" in said.getvalue()


def test_the_report_says_that_other_sites_were_not_tried(index: TrainingIndexPage, faulty: TrainingModulePage) -> None:
    link = '<p>See <a href="https://gone.example/page">there</a>.</p>'
    module = add(index, new_module("far", body=json.dumps([text(link)])))
    author = signed_in(User.objects.create_superuser("author@podium.example"))
    assert check_module(module) == []
    for each in (module, faulty):
        html = author.get(reverse("training_check", args=[each.pk])).content.decode()
        assert "Addresses of other sites were not tried" in html


def test_module_with_nothing_in_it_is_named(index: TrainingIndexPage) -> None:
    assert [finding.words for finding in check_module(add(index, new_module("m")))] == [
        "The module has neither lessons nor text."
    ]
