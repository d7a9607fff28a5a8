"""The demo's programme for mentors and its modules with lessons for students: `texts/<folder>/` holds the words of each."""

from collections.abc import Sequence
from typing import Any

from wagtail.models import Page

from coaching.certificates.models import ProgrammeTerms
from coaching.certificates.terms_keeping import set_terms
from coaching.training.admission import Kind
from coaching.training.learning import contents
from coaching.training.learning.demo import load_cohort
from coaching.training.learning.models import CompletionRule
from coaching.training.learning.setting_rules import set_rules
from coaching.training.models import LessonPage, ProgrammePage, TrainingModulePage
from pages.models import BasePage
from people.demo import DemoPeople
from podium.showcase import standards, texts
from podium.showcase.tree import Grower

PROGRAMME = "mentors/programme"
IN_PROGRAMME = ("mentors/reading", "mentors/judging", "mentors/leading")
FOR_STUDENTS = ("guests/module", "forms/module")
LESSONS = 3  # Of each module.
RULES = {Kind.QUIZ: "quizzes", Kind.ASSIGNMENT: "assignments", Kind.CALIBRATION: "calibrations"}
COHORT = "Mentors of spring"
SIGNED = {"city": "Qaraghandy", "signatory_name": "Saule Demo-Director", "signatory_post": "Director"}


def load_programmes(grower: Grower, training: Page, people: DemoPeople) -> Page:
    """Load the programme with its modules, the modules for students, and the lessons of all; return the programme."""
    credit = {"author": people.mentor.name, "reviewers": people.expert.name}
    programme = _described(grower, training, ProgrammePage, PROGRAMME, credit)
    for name in IN_PROGRAMME:
        _module(grower, programme, name, [f"{name}_{number}" for number in range(1, LESSONS + 1)], credit)
    for name in FOR_STUDENTS:
        folder = name.partition("/")[0]
        _module(grower, training, name, [f"{folder}/lesson_{number}" for number in range(1, LESSONS + 1)], credit)
    return programme


def _module(grower: Grower, parent: Page, name: str, lessons: Sequence[str], credit: dict[str, str]) -> None:
    is_for_one_skill = name in FOR_STUDENTS
    skill = standards.find_skill(texts.load(name)["skill"]) if is_for_one_skill else None
    module = _described(grower, parent, TrainingModulePage, name, {**credit, "of_skill": skill})
    for lesson in lessons:
        grower.child(module, LessonPage, lesson, minutes=texts.load(lesson)["minutes"])


def _described(grower: Grower, parent: Page, model: type[BasePage], name: str, fields: dict[str, Any]) -> BasePage:
    content = texts.load(name)
    rules = {rule: content[rule] for rule in ("hours", "level", "audience")}
    return grower.child(parent, model, name, **rules, **fields)


def _set_rules(programme: Page, people: DemoPeople) -> None:
    """Let a lesson be complete when what it asks for is reached too, as the programme's page promises."""
    lessons = {page.pk: page for page in LessonPage.objects.descendant_of(programme)}
    held = contents.held_by({pk: page.translation_key for pk, page in lessons.items()})
    known = set(CompletionRule.objects.filter(key__in=held).values_list("key", flat=True))
    for page in lessons.values():
        if page.translation_key in held.keys() - known:
            kinds = {content.kind for content in held[page.translation_key]}
            set_rules(actor=people.admin, page=page, values={RULES[kind]: True for kind in kinds})


def let_learn(programme: Page, people: DemoPeople) -> None:
    """Say what completes the programme, let a cohort learn in it, and say which document it ends with.

    What is here already stays as it is: rules once set are the mentor's.
    """
    _set_rules(programme, people)
    load_cohort(mentor=people.mentor, programme_key=programme.translation_key, name=COHORT)
    if ProgrammeTerms.objects.filter(programme_key=programme.translation_key).exists():
        return
    content = texts.load(PROGRAMME)
    set_terms(
        actor=people.organiser,
        programme_key=programme.translation_key,
        title=content["fields"]["title"][0],
        organisation=people.kazakh_college,
        series={"prefix": "DEMO-", "digits": 5, "restarts_yearly": True, "next_number": 1},
        hours=content["hours"],
        **SIGNED,
    )
