"""The demo's lessons: whole, the same in three languages, and with marks that the engine would give too."""

import re
from decimal import Decimal
from typing import Any

import pytest

from championships.marking import judgement_mark
from coaching.training.blocks import LessonBlocks
from podium.showcase import pictures, programmes, texts, translating
from podium.showcase.lesson_parts import ASSIGNMENTS, QUIZZES
from tests.browser.server import Server
from tests.podium.test_demo import page

MODULES = {
    **{name: f"{name.partition('/')[0]}/lesson" for name in programmes.FOR_STUDENTS},
    **{name: name for name in programmes.IN_PROGRAMME},
}
LESSONS = [f"{lesson}_{number}" for lesson in MODULES.values() for number in range(1, programmes.LESSONS + 1)]
OF_STUDENTS = {
    "procedure", "safety", "tools", "mistakes", "worked_example", "checklist", "drill", "reflection", "quiz",
    "practice_room", "assignment", "calibration",
}  # fmt: skip
# A mark that is worked out, in whichever language: 4.00 × (1 + 2 + 2) ÷ 9 = 2.22, or 5.00 × 8 ÷ 9 = 4.444…, so 4.44.
WORKED_OUT = re.compile(r"(\d+\.\d\d) × (?:\((\d(?: \+ \d){2})\)|(\d)) ÷ 9 = (?:\d\.\d{3}…\D+)?(\d+\.\d\d)")


def kinds_of(name: str) -> list[str]:
    """Return the kinds of the blocks of `texts/<name>.toml`."""
    return [block["type"] for block in texts.load(name)["blocks"]]


def strings_in(value: Any) -> list[str]:
    """Return all strings of `value`, however deep."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [string for part in parts for string in strings_in(part)]


@pytest.mark.parametrize("name", LESSONS)
def test_blocks_of_a_lesson_are_ones_that_lessons_have(name: str) -> None:
    assert set(kinds_of(name)) <= set(LessonBlocks().child_blocks)


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_says_what_one_can_do_and_how_to_lead_it(name: str) -> None:
    content = texts.load(name)
    assert content["fields"]["instructor_notes"][0].startswith("<p>")
    assert any("After this lesson you can" in block.get("html", [""])[0] for block in content["blocks"])
    assert {"reflection", "procedure"} <= set(kinds_of(name))


@pytest.mark.parametrize("name", programmes.FOR_STUDENTS)
def test_a_module_for_students_has_all_that_a_workshop_asks_for(name: str) -> None:
    lessons = [f"{MODULES[name]}_{number}" for number in range(1, programmes.LESSONS + 1)]
    assert set().union(*(kinds_of(lesson) for lesson in lessons)) >= OF_STUDENTS


@pytest.mark.parametrize("name", [*LESSONS, *MODULES, programmes.PROGRAMME, *ASSIGNMENTS])
def test_every_segment_of_a_text_has_its_translations(name: str) -> None:
    memory = translating._memory(texts.load(name))
    assert len(memory["ru"]) == len(memory["kk"]) > 0
    assert all(memory[language][text] for language in translating.TARGETS for text in memory[language] if text)


@pytest.mark.parametrize("name", QUIZZES)
def test_a_quiz_asks_six_to_eight_questions_of_several_kinds_and_explains_each(name: str) -> None:
    words = texts.load(name)
    questions = words["bank"]["questions"]
    assert 6 <= len(questions) == len(words["quiz"]["parts"]) <= 8
    assert len({question["answer"]["kind"] for question in questions}) >= 4
    assert all(all(question["explanation"]) for question in questions)


def test_marks_that_are_worked_out_are_those_of_the_engine() -> None:
    told = [string for name in texts.names() for string in strings_in(texts.load(name))]
    plain = [re.sub("</?b>", "", string).replace(",", ".") for string in told]
    found = [match for string in plain for match in WORKED_OUT.findall(string)]
    assert len(found) >= 60
    for maximum, scores, total, mark in found:
        each = [int(score) for score in scores.split(" + ")] if scores else scores_of(int(total))
        assert judgement_mark(each, Decimal(maximum)) == Decimal(mark), (maximum, scores or total, mark)


def scores_of(total: int) -> list[int]:
    """Return three scores that are next to each other and come to `total`."""
    return [total // 3 + (place < total % 3) for place in range(3)]


def pictures_in(value: Any) -> set[str]:
    """Return the names of all pictures that `value` asks for."""
    if not isinstance(value, dict | list):
        return set()
    parts = value.values() if isinstance(value, dict) else value
    own = {value["picture"]} if isinstance(value, dict) and isinstance(value.get("picture"), str) else set()
    return own.union(*(pictures_in(part) for part in parts))


def test_every_picture_that_a_text_asks_for_is_drawn() -> None:
    asked = set().union(*(pictures_in(texts.load(name)) for name in texts.names()))
    assert asked <= set(pictures.DRAWINGS)
    assert {name for name in pictures.DRAWINGS if not name.startswith("example_")} <= asked


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_a_lesson_stands_in_each_language_with_its_quiz_and_its_scheme(server: Server, language: str) -> None:
    place = texts.LANGUAGES.index(language)
    shown = page(server, f"/{language}/training/forms-for-every-reader/mouse-in-the-drawer/")
    for name in ("forms/quiz", "forms/assignment", "calibration_pages"):
        content = texts.load(name)
        assert content.get("quiz", content)["title"][place] in shown
    assert texts.load("forms/lesson_3")["fields"]["title"][place] in shown


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_programme_lists_its_modules_in_each_language(server: Server, language: str) -> None:
    place = texts.LANGUAGES.index(language)
    shown = page(server, f"/{language}/training/from-scheme-to-medal/")
    titles = [texts.load(name)["fields"]["title"][place] for name in programmes.IN_PROGRAMME]
    assert [shown.index(title) for title in titles] == sorted(shown.index(title) for title in titles)


@pytest.mark.parametrize("name", programmes.FOR_STUDENTS)
@pytest.mark.parametrize("place", range(len(texts.LANGUAGES)))
def test_every_section_that_a_module_trains_is_spoken_of_in_a_lesson(name: str, place: int) -> None:
    lessons = [texts.load(f"{MODULES[name]}_{number}") for number in range(1, programmes.LESSONS + 1)]
    told = [text for lesson in lessons for text in strings_in(texts.in_language(lesson, texts.LANGUAGES[place]))]
    for line in texts.load(name)["fields"]["standards"][place].splitlines():
        assert any(line in text for text in told), line
