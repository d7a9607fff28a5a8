"""The page editor in Kazakh and in Russian: whatever it and the libraries below it say is translated."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import wagtail
import wagtail_localize
import wagtailmedia
from babel.messages.catalog import Message
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import translation
from django.utils.translation import trans_real
from django.utils.translation.trans_real import DjangoTranslation
from wagtail.admin.viewsets.chooser import ChooserViewSet

from coaching.training.models import LessonPage, TrainingModulePage
from coaching.training.preparing import prepare
from media.models import CustomImage
from people.groups import match_groups
from people.models import User
from podium import translations
from tests.coaching.training.test_module_files import png
from tests.pages.growing import add, signed_in

LANGUAGES = ("kk", "ru")
# What every language writes alike.
ALIKE = {":", ", ", "…", "URL", "WorldSkills"}
EDITOR = [Path(package.__file__).parent for package in (wagtail, wagtail_localize, wagtailmedia)]
# Parts of Wagtail that are not installed here.
LEFT_OUT = {"styleguide", "search_promotions", "simple_translation"}
LISTS = ("pages/", "images/", "documents/", "media/", "snippets/quizzes/quiz/", "reports/workflow/", "reports/locked/")
CHOOSERS = ("choose-page/", "choose-external-link/", "images/chooser/", "documents/chooser/", "media/chooser/")
OTHERS = ("", "account/", "images/add/", "images/multiple/add/", "media/video/add/", "snippets/quizzes/quiz/add/")


@pytest.fixture(scope="module")
def _compiled() -> None:
    """Compile what was not compiled since it was written."""
    paths = [path for folder in settings.LOCALE_PATHS for path in folder.glob("*/LC_MESSAGES/*.po")]
    compiled = [translations.compile_catalogue(path, path.parts[-3]) for path in paths]
    if any(compiled):
        trans_real._translations = {}  # type: ignore[attr-defined]


def messages_of_the_editor(domain: str) -> Iterator[Message]:
    """Yield what the editor's libraries have to say, from the catalogues of their own English."""
    for folder in EDITOR:
        for path in folder.rglob(f"locale/en/LC_MESSAGES/{domain}.po"):
            if not LEFT_OUT & set(path.parts):
                yield from (message for message in translations.read(path, "en") if message.id)


def is_known(message: Message, catalogue: DjangoTranslation) -> bool:
    """Return whether `catalogue` translates the message."""
    first = message.id if isinstance(message.id, str) else message.id[0]
    key = f"{message.context}\x04{first}" if message.context else first
    known = catalogue._catalog  # type: ignore[attr-defined]
    return (key if isinstance(message.id, str) else (key, 0)) in known


@pytest.mark.usefixtures("_compiled")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("domain", "least"), [("django", 1500), ("djangojs", 100)])
def test_every_message_of_the_editor_is_translated(language: str, domain: str, least: int) -> None:
    catalogue, said = DjangoTranslation(language, domain=domain), list(messages_of_the_editor(domain))
    assert len(said) > least
    assert [message.id for message in said if message.id not in ALIKE and not is_known(message, catalogue)] == []


@pytest.fixture
def untranslated(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """What was asked for in each language from now on, and is in none of its catalogues."""
    missing: dict[str, set[str]] = {language: set() for language in LANGUAGES}
    one: Callable[..., str] = DjangoTranslation.gettext
    many: Callable[..., str] = DjangoTranslation.ngettext

    def gettext(self: DjangoTranslation, message: str) -> str:
        said = one(self, message)
        if said is message:
            missing.get(self.language(), set()).add(message)
        return said

    def ngettext(self: DjangoTranslation, message: str, plural: str, number: int) -> str:
        said = many(self, message, plural, number)
        if said in (message, plural):
            missing.get(self.language(), set()).add(message)
        return said

    monkeypatch.setattr(DjangoTranslation, "gettext", gettext)
    monkeypatch.setattr(DjangoTranslation, "ngettext", ngettext)
    return missing


@pytest.fixture
def author(mentor: User, module: TrainingModulePage) -> Client:
    """The mentor at the editor, who may write below the list of modules."""
    prepare(catalogue=False)
    match_groups(mentor)
    return signed_in(mentor)


@pytest.fixture
def addresses(module: TrainingModulePage, author: Client) -> list[str]:
    """The pages of the editor that an author meets, with a lesson that she has written."""
    lesson = add(module, LessonPage(title="Lesson", slug="lesson", owner=User.objects.get()))
    picture = CustomImage.objects.create(title="Bench", file=ContentFile(png(), "bench.png"), width=8, height=6)
    of_lesson = [f"pages/{lesson.pk}/{action}/" for action in ("edit", "copy", "history", "usage")]
    new = [
        f"pages/{module.get_parent().pk}/add_subpage/",
        f"pages/add/training/lessonpage/{module.pk}/",
        f"images/{picture.pk}/",
    ]
    return [f"/admin/{end}" for end in (*OTHERS, *LISTS, *CHOOSERS, *of_lesson, *new)]


@pytest.mark.usefixtures("_compiled")
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_on_the_pages_of_the_editor_waits_for_a_translation(
    language: str, author: Client, addresses: list[str], untranslated: dict[str, set[str]]
) -> None:
    author.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answers = {address: author.get(address, headers={"accept-language": language}) for address in addresses}
    assert {address: answer.status_code for address, answer in answers.items() if answer.status_code != 200} == {}
    assert f'lang="{language}"' in answers["/admin/"].content.decode()
    assert untranslated[language] - ALIKE == set()


def words_of(address: str) -> str:
    """Return what the script at `address` brings a Kazakh reader, with its letters as they are read."""
    script = Client().get(address, headers={"accept-language": "kk"}).content.decode()
    return re.sub(r"\\u([0-9a-f]{4})", lambda letter: chr(int(letter[1], 16)), script)


@pytest.mark.django_db
@pytest.mark.usefixtures("_compiled")
def test_scripts_of_the_editor_speak_kazakh_and_the_readers_do_not_carry_their_words() -> None:
    assert '"Unpin toolbar": "Құралдар тақтасын босату"' in words_of("/admin/jsi18n/")
    ours = words_of("/kk/words.js")
    assert '"Resolve": "Шешілді деп белгілеу"' in ours
    assert "Unpin toolbar" not in ours


@pytest.mark.usefixtures("_compiled")
def test_choosers_call_their_search_as_the_reader_does() -> None:
    with translation.override("kk"):
        assert str(ChooserViewSet.search_tab_label) == "Іздеу"
    with translation.override("ru"):
        assert str(ChooserViewSet.search_tab_label) == "Поиск"
