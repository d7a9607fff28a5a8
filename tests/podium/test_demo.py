"""The demo: complete, in three languages, and loaded again without touching what people did with it."""

import json
import re
import subprocess
import sys
import urllib.request
from http import HTTPStatus

import pytest
from django.core.mail import EmailMessage, send_mail

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
from championships.schemes.importing import apply_import, read
from coaching.rooms import event_log
from coaching.rooms.models import CompetitorTotal, Dispute, FormState, MarkingForm, Room, RoomStatus
from coaching.rooms.snapshot import load_state
from coaching.rooms.state import replay
from people.demo import load_people
from podium.showcase import texts
from podium.showcase.mock import load_mock
from podium.showcase.season.loading import ANNOUNCED, FINISHED, RUNNING
from podium.showcase.silence import without_letters
from podium.showcase.workbook import workbook
from tests.browser.server import ROOT, Server


@pytest.mark.parametrize("key", ["web", "service", "mentoring"])
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
    for name in texts.names():
        for language in texts.LANGUAGES:
            content = json.dumps(texts.in_language(texts.load(name), language), ensure_ascii=False)
            assert not any(texts.is_text(value) for value in json.loads(content).values()), name


@pytest.mark.django_db
def test_finished_mock_championship_of_the_demo_is_whole_and_held_once() -> None:
    people = load_people()
    report = read(workbook(texts.load("scheme_web"), "en"), "demo.xlsx")
    version = apply_import(actor=people.mentor, report=report, organisation=people.kazakh_college)
    room = load_mock(people, version)
    assert load_mock(people, version).seq == room.seq == event_log.verify(Room.objects.get())
    events = list(event_log.read_all(room.pk))
    assert replay(events) == load_state(room.pk)
    assert [event.at for event in events] == sorted(event.at for event in events)
    assert room.status == RoomStatus.ENDED
    assert {form.state for form in MarkingForm.objects.all()} == {FormState.LOCKED}
    assert sorted(MarkingForm.objects.values_list("version", flat=True)) == [1] * 7 + [2]
    assert [dispute.state for dispute in Dispute.objects.all()] == ["declined"]
    assert all(row.public_total == row.jury_total > 0 for row in CompetitorTotal.objects.all())
    assert room.participants.filter(user__in=[people.student, people.expert]).count() == 2


def test_loading_the_demo_sends_no_letters_and_puts_the_post_back(mailoutbox: list[EmailMessage]) -> None:
    with without_letters():
        send_mail("While it is loaded", "Words.", None, ["nobody@podium.example"])
    send_mail("Afterwards", "Words.", None, ["nobody@podium.example"])
    assert [letter.subject for letter in mailoutbox] == ["Afterwards"]


FINGERPRINT = """
from zlib import crc32
from wagtail.models import GroupPagePermission, Page, WorkflowPage
from wagtail_localize.models import LocaleSynchronization
from championships.events.models import Draw, Entry, MarkingTeam, PublicPerson, ScheduleItem, SkillDocument, SkillResult
from championships.schemes.models import SchemeVersion
from coaching.rooms.models import Room
from coaching.training.assignments.models import Assignment, Submission
from coaching.training.calibration.models import CalibrationExercise, CalibrationSheet
from coaching.training.models import CatalogueEntry, CatalogueFacet, CatalogueWord
from coaching.training.quizzes.models import Question, Quiz
from people.models import User
fingerprint = lambda: print([
    *Page.objects.order_by("pk").values_list("pk", "title", "live", "latest_revision_id", "numchild"),
    *SkillResult.objects.order_by("pk").values_list("pk", "version", "published_at"),
    *SchemeVersion.objects.order_by("pk").values_list("pk", "digest"),
    *Room.objects.order_by("pk").values_list("pk", "code", "seq"),
    *User.objects.order_by("pk").values_list("pk", "password"),
    *[
        (model.__name__, *model.objects.order_by("pk").values_list("pk", flat=True))
        for model in (Assignment, Submission, CalibrationExercise, CalibrationSheet, Question, Quiz)
        + (Draw, Entry, MarkingTeam, PublicPerson, ScheduleItem, SkillDocument)
    ],
    *CatalogueEntry.objects.order_by("pk").values_list("pk", "eyebrow", "introduction", "hours"),
    *CatalogueFacet.objects.order_by("entry", "kind", "key").values_list("entry", "kind", "key", "label"),
    sum(crc32(repr(row).encode()) for row in CatalogueWord.objects.values_list("entry", "word", "weight")),
    *LocaleSynchronization.objects.order_by("pk").values_list("locale", "sync_from"),
    *WorkflowPage.objects.order_by("page").values_list("page", "workflow"),
    *GroupPagePermission.objects.order_by("group", "page", "permission").values_list("group", "page", "permission"),
])
fingerprint()
"""
PREPARED = """
from coaching.training.preparing import prepare
print(prepare())
fingerprint()
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
    season = (f"championships/{slug}/" for slug in (FINISHED, RUNNING, ANNOUNCED))
    for address in ("", "training/", "championships/", "championships/saryarqa-open/", "about/", *season):
        alternates = re.findall(r'rel="alternate"\s+hreflang=', page(server, f"/{language}/{address}"))
        assert len(alternates) == len(texts.LANGUAGES) + 1
    module = page(server, f"/{language}/training/form-everybody-can-finish/")
    assert WHERE_MARKS_ARE_LOST[language] in module
    # The excerpt shows the scheme in the language of the page.
    assert NOTHING_TYPED_IS_LOST[language] in module


def test_demo_loaded_again_changes_nothing_and_keeps_what_people_did(server: Server) -> None:
    run(server, "shell", "--no-imports", "-c", EDIT)
    before = run(server, "shell", "--no-imports", "-c", FINGERPRINT).strip()
    assert run(server, "load_demo", "--quiet") == ""
    after, prepared, prepared_after = run(server, "shell", "--no-imports", "-c", FINGERPRINT + PREPARED).splitlines()
    assert after == before
    assert prepared.startswith("Prepared(lists=3, languages=0, entries=")
    assert prepared_after == before
    assert "Changed by a person." in page(server, "/en/about/")


COMPLETE = """
from coaching.training.learning.models import Completion, CompletionRule
from coaching.training.models import ProgrammePage
programme = ProgrammePage.objects.get(slug="from-scheme-to-medal", locale__language_code="en")
rules = CompletionRule.objects.order_by("-quizzes", "-assignments", "-calibrations")
print([(rule.read, rule.quizzes, rule.assignments, rule.calibrations) for rule in rules])
print(Completion.objects.filter(key=programme.translation_key).count())
"""


def test_the_demos_programme_asks_for_what_it_promises_and_two_learners_have_done_it(server: Server) -> None:
    rules, complete = run(server, "shell", "--no-imports", "-c", COMPLETE).splitlines()
    assert rules == "[(True, True, True, False), (True, True, False, True), (True, True, False, False)]"
    assert complete == "2"


SEASON = """
from championships.events.correcting import corrections_of
from championships.events.marking_teams import problems_of_team
from championships.events.drawing import repeat_draw
from championships.events.models import Championship, ContestedSkill, Draw, MarkingTeam, PublicPerson
from championships.events.recomputing import differences_of_all
for slug in ("saryarqa-regional", "jetisu-regional", "great-steppe-final"):
    championship = Championship.objects.get(slug=slug)
    skills = championship.skills.all()
    people = PublicPerson.objects.filter(entries__contested_skill__in=skills).distinct().count()
    print(slug, skills.count(), people, sorted(skill.public_state for skill in skills if skill.public_state))
print([str(skill) for skill in ContestedSkill.objects.all() for found in corrections_of(skill) if found.result.version > 1])
print([differences_of_all(championship) for championship in Championship.objects.all()])
print([problem for team in MarkingTeam.objects.all() for problem in problems_of_team(team)])
print(len([repeat_draw(draw) for draw in Draw.objects.all()]))
from coaching.rooms.models import Room
print([(room.championship.slug, room.status, room.board) for room in Room.objects.filter(kind="championship")])
print(PublicPerson.objects.values("given_name", "family_name").distinct().count() == PublicPerson.objects.count())
"""


def test_season_of_the_demo_is_whole_and_holds_by_its_own_rules(server: Server) -> None:
    said = run(server, "shell", "--no-imports", "-c", SEASON).splitlines()
    assert said == [
        f"{FINISHED} 13 90 {['published'] * 13}",
        f"{RUNNING} 6 37 {['provisional'] * 2 + ['published'] * 2}",
        f"{ANNOUNCED} 13 0 []",
        "['D04 Bakery']",
        str([{}] * 5),
        "[]",
        "19",
        f"[('{RUNNING}', 'running', 'live')]",
        "True",
    ]
