"""Modules as files: what goes out comes in again, and a file that somebody spoilt stores nothing."""

import io
import json
import zipfile
from base64 import b64decode
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from openpyxl import load_workbook
from PIL import Image

from championships.schemes.models import SchemeVersion
from coaching.training.exchange import layout
from coaching.training.exchange.bringing import bring_in
from coaching.training.exchange.judging_a_file import judge
from coaching.training.exchange.opening import FileRefused, open_file
from coaching.training.exchange.packing import contents_of, export_module
from coaching.training.models import LessonPage, TrainingIndexPage, TrainingModulePage
from media.models import CustomDocument, CustomImage, Video
from people.models import AuditEntry, User
from tests.coaching.training.conftest import new_module
from tests.pages.growing import add, grow_home, signed_in

pytestmark = pytest.mark.django_db


def png(colour: str = "teal") -> bytes:
    """Return a small picture."""
    stored = io.BytesIO()
    Image.new("RGB", (8, 6), colour).save(stored, "PNG")
    return stored.getvalue()


def zipped(contents: Any, **members: bytes) -> io.BytesIO:
    """Return a file of a module with these contents and media."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(layout.CONTENTS, contents if isinstance(contents, str | bytes) else json.dumps(contents))
        for name, content in members.items():
            packed.writestr(f"media/{name.replace('__', '.')}", content)
    return stored


def exported(actor: User, module: TrainingModulePage) -> io.BytesIO:
    """Return the file of a module, read to its end and closed."""
    with export_module(actor=actor, module=module) as packed:
        return io.BytesIO(packed.read())


def plain(body: list[Any] | None = None, **more: Any) -> dict[str, Any]:
    """Return the contents of a module without media."""
    module = {"title": "A module", "slug": "a", "introduction": "Intro", "skill": "17 Web", "hours": "2", "level": "first",
              "audience": "students", "body": body or []}  # fmt: skip
    return {"format": layout.FORMAT, "version": 1, "language": "en", "module": module, "lessons": [], **more}


@pytest.fixture
def author(db: None) -> User:
    """Somebody who may do everything."""
    return User.objects.create_superuser("author@podium.example")


@pytest.fixture
def full(index: TrainingIndexPage, version: SchemeVersion) -> TrainingModulePage:
    """A module with a lesson that hold every kind of medium, a scheme, notes and links."""
    image = CustomImage.objects.create(
        title="Bench", credit="A. Author", file=ContentFile(png(), "bench.png"), width=8, height=6
    )
    document = CustomDocument.objects.create(title="Drawing", file=ContentFile(b"%PDF-1.4", "drawing.pdf"))
    video = Video.objects.create(title="Set up", type="video", duration=3, transcript="Words", language="en",
                                 file=ContentFile(b"video", "set-up.mp4"), captions=ContentFile(b"WEBVTT", "c.vtt"))  # fmt: skip
    body = [
        {"type": "text", "value": f'<p><a linktype="document" id="{document.pk}">Here</a> <a linktype="page" id="1">up</a></p>'},
        {"type": "picture", "value": {"image": image.pk, "alternative": "A bench", "caption": ""}},
        {"type": "gallery", "value": {"heading": "", "pictures": [{"image": image.pk, "alternative": "a", "caption": ""}] * 2}},
        {"type": "video", "value": {"video": video.pk, "caption": ""}},
        {"type": "scheme_excerpt", "value": {"scheme_version": version.pk, "codes": "A1", "heading": "Marks"}},
    ]  # fmt: skip
    module = add(
        index, new_module("full", title="All of it", body=json.dumps(body), instructor_notes="<p>The answer.</p>")
    )
    files = {"title": "Project", "files": [{"document": document.pk, "version": "1.2", "note": ""}]}
    lesson = LessonPage(
        title="One", slug="one", minutes=15, body=json.dumps([{"type": "test_project", "value": files}])
    )
    add(module, lesson)
    return module


def cells(workbook: str) -> list[Any]:
    """Return what stands in a workbook: its bytes tell the second in which they were written, too."""
    book = load_workbook(io.BytesIO(b64decode(workbook)))
    return [(sheet.title, *sheet.iter_rows(values_only=True)) for sheet in book]


def same(contents: dict[str, Any]) -> Any:
    """Return the contents without what may differ from one file to the next: ids, names of media, the moment, the address."""
    media = {f"{kind}-{name}" if not name.startswith(kind) else name: about
             for kind in layout.EXCHANGED.values() for name, about in contents[kind].items()}  # fmt: skip

    def told(name: str) -> Any:
        return {key: value for key, value in media[name].items() if key not in {"file", "captions"}}

    def walk(value: Any) -> Any:
        if isinstance(value, list):
            return [walk(each) for each in value]
        if isinstance(value, dict):
            if set(value) == {"medium"}:
                return told(value["medium"])
            if set(value) == {"elsewhere"}:
                return walk(contents["elsewhere"][value["elsewhere"]])
            if "workbook" in value:
                return {**value, "workbook": cells(value["workbook"])}
            return {key: walk(each) for key, each in value.items() if key not in {"id", "slug"}}
        return value

    return walk({"module": contents["module"], "lessons": contents["lessons"]})


def test_module_comes_back_as_it_went(full: TrainingModulePage, index: TrainingIndexPage, author: User) -> None:
    packed = exported(author, full)
    again = bring_in(actor=author, opened=open_file(packed), parent=index)
    assert again.translation_key != full.translation_key
    assert (again.live, again.slug, again.owner) == (False, "full-2", author)
    before, after = contents_of(full)[0], contents_of(again)[0]
    texts = json.dumps(before["module"]["body"][0]["value"]), json.dumps(after["module"]["body"][0]["value"])
    assert 'linktype=\\"document\\"' in texts[1]
    assert "up" in texts[1]
    for contents in (before, after):
        del contents["module"]["body"][0]
    assert same(after) == same(before)
    assert {block.id for block in again.body}.isdisjoint({block.id for block in full.body})
    actions = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["module.exported", "module.brought"]


def test_notes_for_instructors_are_marked_in_the_file(full: TrainingModulePage) -> None:
    contents = contents_of(full)[0]
    assert "The answer." in contents["module"][layout.FOR_INSTRUCTORS]["notes"]
    del contents["module"][layout.FOR_INSTRUCTORS]
    assert "The answer." not in json.dumps(contents)


def test_scheme_that_is_neither_here_nor_in_the_file_is_named(
    full: TrainingModulePage, index: TrainingIndexPage, author: User, version: SchemeVersion
) -> None:
    contents = open_file(exported(author, full)).contents
    for about in contents["elsewhere"].values():
        about.pop(layout.FOR_INSTRUCTORS, None)
    packed = zipped(contents)
    version.scheme.delete()
    report, _reader = judge(open_file(packed), author)
    assert any("17 Web technologies" in line and "block 5" in line for line in report.left_out)
    again = bring_in(actor=author, opened=open_file(packed), parent=index)
    assert "scheme_excerpt" not in [block.block_type for block in again.body]


def test_report_stores_nothing(full: TrainingModulePage, author: User) -> None:
    packed = exported(author, full)
    counts = [model.objects.count() for model in (TrainingModulePage, LessonPage, CustomImage, CustomDocument, Video)]
    report, _reader = judge(open_file(packed), author)
    assert (report.title, report.lessons, report.media) == (
        "All of it",
        ["One"],
        {"images": 1, "documents": 1, "videos": 1},
    )
    assert [
        model.objects.count() for model in (TrainingModulePage, LessonPage, CustomImage, CustomDocument, Video)
    ] == counts


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (io.BytesIO(b"no zip at all"), "no ZIP"),
        (io.BytesIO(), "no ZIP"),
        (zipped("{"), "no JSON"),
        (zipped("[" * 100_000), "no JSON"),
        (zipped({"format": "other"}), "not the file of a module"),
        (zipped({**plain(), "version": 2}), "version 2"),
        (zipped({**plain(), "module": 7}), "no module"),
        (zipped({**plain(), "lessons": [{}] * 201}), "more lessons"),
        (zipped(plain(), **{"../../evil__png": b"x"}), "no name"),
        (zipped(plain(), **{"a\\evil__png": b"x"}), "no name"),
    ],
)
def test_spoilt_file_is_refused_in_words(file: io.BytesIO, words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        open_file(file)


def test_names_outside_of_the_folder_are_refused() -> None:
    for name in ("/etc/passwd", "media/../../x", "other.txt", "C:x"):
        stored = zipped(plain())
        with zipfile.ZipFile(stored, "a") as packed:
            packed.writestr(name, b"x")
        with pytest.raises(FileRefused, match="no name"):
            open_file(stored)


def test_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MODULE_UNPACKED_LIMIT", 1024 * 1024)
    with pytest.raises(FileRefused, match="larger than 1 MB"):
        open_file(zipped(plain(), big__png=b"\0" * (2 * 1024 * 1024)))
    monkeypatch.setattr(settings, "MODULE_FILES_LIMIT", 3)
    with pytest.raises(FileRefused, match="more than 3 files"):
        open_file(zipped(plain(), **{f"f{number}__png": b"" for number in range(3)}))


def test_size_that_a_head_lies_about_is_found_out() -> None:
    stored = zipped(plain(), lie__png=b"x" * 1000)
    content = stored.getvalue().replace((1000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(FileRefused):
        open_file(io.BytesIO(content)).read("media/lie.png")


def test_what_is_wrong_inside_is_named_where_it_stands(index: TrainingIndexPage, author: User) -> None:
    body = [
        {"type": "magic", "value": 1},
        {"type": "drill", "value": {"heading": "x", "task": "y", "minutes": "soon"}},
        {"type": "picture", "value": {"image": {"medium": "images-1"}, "alternative": "x"}},
        {"type": "picture", "value": {"image": {"medium": "images-2"}, "alternative": "x"}},
        {"type": "picture", "value": {"image": 1, "alternative": "x"}},
        {"type": "heading", "value": ["no", "text"]},
        {"type": "quiz", "value": {"quiz": {"elsewhere": "q"}}},
        "nonsense",
        {"type": "heading", "value": "Stays"},
    ]
    images = {
        "images-1": {"title": "Gone", "file": "media/gone.png"},
        "images-2": {"title": "No picture", "file": "media/no.png"},
    }
    elsewhere = {"q": {"kind": "quizzes.quiz", "name": "Forms", "key": "nonsense"}}
    opened = open_file(zipped(plain(body, images=images, elsewhere=elsewhere), no__png=b"<svg onload=alert(1)>"))
    report, _reader = judge(opened, author)
    told = "\n".join(report.left_out)
    for words in ("“Gone” is left out: its file is missing", "“No picture” is left out: it is no picture", "“magic”", "“Minutes”", "“Forms” is not here"):  # fmt: skip
        assert words in told
    module = bring_in(actor=author, opened=opened, parent=index)
    assert [(block.block_type, block.value) for block in module.body] == [("heading", "Stays")]


def test_scripts_do_not_come_in(index: TrainingIndexPage, author: User) -> None:
    evil = '<p onclick="x()">Hi<script>alert(1)</script> <a href="javascript:alert(1)">a</a> <a href="https://x.example/">b</a></p>'
    contents = plain([{"type": "text", "value": evil}])
    contents["module"][layout.FOR_INSTRUCTORS] = {"notes": evil}
    module = bring_in(actor=author, opened=open_file(zipped(contents)), parent=index)
    for source in (module.body[0].value.source, module.instructor_notes):
        assert "<script" not in source
        assert "onclick" not in source
        assert "javascript:" not in source
        assert 'href="https://x.example/"' in source


def test_impossible_field_refuses_the_whole_file(index: TrainingIndexPage, author: User) -> None:
    contents = plain()
    contents["module"] |= {"hours": "many", "level": "divine", "title": "x" * 300}
    opened = open_file(zipped(contents, a__png=png()))
    report, _reader = judge(opened, author)
    assert len(report.refused) == 3
    with pytest.raises(FileRefused):
        bring_in(actor=author, opened=opened, parent=index)
    assert TrainingModulePage.objects.count() == 0


def test_nothing_stays_when_storing_fails(
    index: TrainingIndexPage, author: User, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)
    contents = plain(
        [{"type": "picture", "value": {"image": {"medium": "i"}, "alternative": "x"}}],
        images={"i": {"title": "t", "file": "media/a.png"}},
    )
    contents["lessons"] = [{"title": "One", "minutes": 5}]

    def fail(*_arguments: Any, **_options: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(LessonPage, "save_revision", fail)
    with pytest.raises(RuntimeError):
        bring_in(actor=author, opened=open_file(zipped(contents, a__png=png())), parent=index)
    assert (TrainingModulePage.objects.count(), CustomImage.objects.count(), AuditEntry.objects.count()) == (0, 0, 0)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_only_authors_export_and_bring(full: TrainingModulePage, index: TrainingIndexPage, author: User) -> None:
    student = User.objects.create_user("student@podium.example")
    with pytest.raises(PermissionDenied):
        export_module(actor=student, module=full)
    with pytest.raises(PermissionDenied):
        bring_in(actor=student, opened=open_file(zipped(plain())), parent=index)
    for address in (reverse("training_export", args=[full.pk]), reverse("training_bring", args=[index.pk]), reverse("training_check", args=[full.pk])):  # fmt: skip
        assert Client().get(address).status_code == 302
        assert signed_in(student).get(address).status_code in {302, 403}
    assert not AnonymousUser().is_authenticated


def test_author_sees_the_report_before_anything_is_stored(
    full: TrainingModulePage, index: TrainingIndexPage, author: User
) -> None:
    client = signed_in(author)
    packed = b"".join(client.get(reverse("training_export", args=[full.pk])).streaming_content)  # type: ignore[attr-defined]
    address = reverse("training_bring", args=[index.pk])
    assert "Nothing is stored before" in client.get(address).content.decode()
    bad = client.post(address, {"file": ContentFile(b"x", "x.zip")})
    assert (bad.status_code, "This is no ZIP file" in bad.content.decode()) == (422, True)
    shown = client.post(address, {"file": ContentFile(packed, "full.zip")})
    assert "1 lesson" in shown.content.decode()
    assert TrainingModulePage.objects.count() == 1
    other = signed_in(User.objects.create_superuser("other@podium.example"))
    other.post(address, {"token": shown.context["token"], "store": "1"})
    assert TrainingModulePage.objects.count() == 1, "a file is its author's alone"
    client.post(address, {"token": shown.context["token"], "store": "1"})
    assert TrainingModulePage.objects.count() == 2
    client.post(address, {"token": shown.context["token"], "store": "1"})
    assert TrainingModulePage.objects.count() == 2, "a file is stored once"


WORDS = st.text(alphabet="abcәғқ <>&\"'é", min_size=1, max_size=20).filter(lambda text: text.strip() == text and text)
BLOCKS = st.one_of(
    st.builds(lambda words: {"type": "heading", "value": words}, WORDS),
    st.builds(lambda a, b: {"type": "reflection", "value": {"question": a, "hint": b}}, WORDS, WORDS),
    st.builds(lambda a, n: {"type": "drill", "value": {"heading": a, "task": a, "minutes": n, "goal": ""}}, WORDS, st.integers(1, 240)),
    st.builds(lambda texts: {"type": "checklist", "value": {"heading": "x", "items": [{"text": text} for text in texts]}}, st.lists(WORDS, min_size=1, max_size=4)),
    st.builds(lambda texts: {"type": "procedure", "value": {"heading": "x", "needed": "", "steps": [{"title": t, "text": "", "image": None, "alternative": "", "check": ""} for t in texts]}}, st.lists(WORDS, min_size=2, max_size=4)),
)  # fmt: skip
MODULES = st.fixed_dictionaries(
    {"title": WORDS, "introduction": WORDS, "author": WORDS, "hours": st.decimals("0", "200", places=1),
     "level": st.sampled_from(["first", "confident", "championship"]), "body": st.lists(BLOCKS, max_size=4)}
)  # fmt: skip
LESSONS = st.lists(st.tuples(WORDS, st.integers(1, 600), st.lists(BLOCKS, max_size=3)), max_size=3)


class TestAnyModule(TestCase):
    """Whatever an author writes comes back as it went."""

    @hypothesis_settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
    @given(about=MODULES, lessons=LESSONS)
    def test_goes_out_and_comes_in_again(self, about: dict[str, Any], lessons: list[Any]) -> None:
        """One example: out, in, and the same again."""
        """One example: out, in, and the same again."""
        index = add(grow_home(), TrainingIndexPage(title="Training", slug="training"))
        author = User.objects.create_superuser("author@podium.example")
        fields = {**about, "body": json.dumps(about["body"]), "hours": Decimal(about["hours"])}
        module = add(index, new_module("any", **fields))
        for number, (title, minutes, body) in enumerate(lessons):
            add(module, LessonPage(title=title, slug=f"l{number}", minutes=minutes, body=json.dumps(body)))
        opened = open_file(exported(author, module))
        report, _reader = judge(opened, author)
        assert (report.refused, report.left_out) == ([], [])
        again = bring_in(actor=author, opened=opened, parent=index)
        assert same(contents_of(again)[0]) == same(contents_of(module)[0])
