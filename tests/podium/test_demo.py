"""The demo: complete, in three languages, and loaded again without touching what people did with it."""

import json
import subprocess
import sys
import urllib.request
from http import HTTPStatus

import pytest

from championships.marking import (
    AddFromZero,
    Choices,
    DeductFromFull,
    FullOrZero,
    NumberCompleted,
    RangedScore,
    ToleranceTable,
    rule_from,
)
from championships.schemes.importing import read
from podium.showcase import texts
from podium.showcase.workbook import workbook
from tests.browser.server import ROOT, Server


@pytest.mark.parametrize("key", ["web", "service"])
@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_schemes_of_the_demo_import_without_errors(key: str, language: str) -> None:
    report = read(workbook(texts.load(f"scheme_{key}"), language), "demo.xlsx")
    assert list(report.errors) == []
    assert str(report.scheme.maximum) == "100.00"
    assert {aspect.kind.value for aspect in report.scheme.aspects} == {"M", "J"}


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_schemes_of_the_demo_are_measured_in_every_way_after_a_first_full_or_zero(language: str) -> None:
    schemes = [read(workbook(texts.load(f"scheme_{key}"), language), "demo.xlsx").scheme for key in ("web", "service")]
    measured = [aspect for scheme in schemes for aspect in scheme.aspects if aspect.kind.value == "M"]
    rules = {rule_from(aspect.calculation).__class__ for aspect in measured}
    assert rules == {FullOrZero, DeductFromFull, AddFromZero, NumberCompleted, Choices, RangedScore, ToleranceTable}
    assert all(aspect.calculation is None for aspect in measured if aspect.code.endswith(".M1"))


def test_every_text_of_the_demo_stands_in_all_languages() -> None:
    for file in texts.FOLDER.glob("*.toml"):
        for language in texts.LANGUAGES:
            content = json.dumps(texts.in_language(texts.load(file.stem), language), ensure_ascii=False)
            assert not any(texts.is_text(value) for value in json.loads(content).values()), file


FINGERPRINT = """
from wagtail.models import Page
from championships.events.models import SkillResult
from championships.schemes.models import SchemeVersion
from coaching.rooms.models import Room
from people.models import User
print([
    *Page.objects.order_by("pk").values_list("pk", "title", "live", "latest_revision_id", "numchild"),
    *SkillResult.objects.order_by("pk").values_list("pk", "version", "published_at"),
    *SchemeVersion.objects.order_by("pk").values_list("pk", "digest"),
    *Room.objects.order_by("pk").values_list("pk", "code", "seq"),
    *User.objects.order_by("pk").values_list("pk", "password"),
])
"""
EDIT = """
from wagtail.models import Page
page = Page.objects.get(slug="about", locale__language_code="en").specific
page.introduction = "Changed by a person."
page.save_revision().publish()
"""


def run(server: Server, *arguments: str) -> str:
    """Run manage.py on the server's database and return what it prints."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=server.env, capture_output=True, text=True, check=True).stdout


def page(server: Server, address: str) -> str:
    """Return the page at `address`."""
    with urllib.request.urlopen(f"{server.url}{address}", timeout=60) as answer:
        assert answer.status == HTTPStatus.OK
        return str(answer.read().decode())


WHERE_MARKS_ARE_LOST = {"en": "Where marks are lost", "ru": "Где теряются баллы", "kk": "Балл қай жерде жоғалады"}
NOTHING_TYPED_IS_LOST = {
    "en": "Nothing typed is lost after an error",
    "ru": "После ошибки введённое не теряется",
    "kk": "Қатеден кейін енгізілген дерек жоғалмайды",
}


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_demo_stands_complete_in_each_language(server: Server, language: str) -> None:
    for address in ("", "training/", "championships/", "championships/saryarqa-open/", "about/"):
        assert page(server, f"/{language}/{address}").count('rel="alternate"') == len(texts.LANGUAGES)
    module = page(server, f"/{language}/training/form-everybody-can-finish/")
    assert WHERE_MARKS_ARE_LOST[language] in module
    # The excerpt shows the scheme in the language of the page.
    assert NOTHING_TYPED_IS_LOST[language] in module


def test_demo_loaded_again_changes_nothing_and_keeps_what_people_did(server: Server) -> None:
    run(server, "shell", "-c", EDIT)
    before = run(server, "shell", "-c", FINGERPRINT)
    assert run(server, "load_demo", "--quiet") == ""
    assert run(server, "shell", "-c", FINGERPRINT) == before
    assert "Changed by a person." in page(server, "/en/about/")
