"""A short programme for one journey through training: a quiz opens the second lesson, which asks for a piece of work."""

from uuid import UUID, uuid5

from coaching.training.quizzes.loading import NAMES

TITLE, LESSONS = "Judge a bench", ("What a bench tells", "Judge one yourself")
TASK = "A bench that you judged"
QUIZ = uuid5(NAMES, "journey quiz")
ASSIGNMENT = UUID("2f1d4c1e-9d0a-4a51-8c44-6f4a0e6a7b10")
MAKE = f"""
from uuid import UUID
from wagtail.models import Locale
from championships.schemes.models import SchemeVersion
from coaching.certificates.terms_keeping import set_terms
from coaching.training.assignments.models import Assignment
from coaching.training.learning.setting_rules import set_rules
from coaching.training.models import LessonPage, ProgrammePage, TrainingIndexPage, TrainingModulePage
from coaching.training.quizzes.loading import load_quiz
from people.models import Organisation, User

people = {{user.email.partition("@")[0]: user for user in User.objects.filter(email__endswith="@podium.example")}}
options = [{{"text": "Its tools"}}, {{"text": "Its maker", "share": "100"}}]
question = {{"text": "Whom does a bench tell of?", "answer": {{"kind": "choice", "options": options}}}}
words = {{
    "bank": {{"title": "Benches", "questions": [question]}},
    "quiz": {{"title": "What a bench tells", "parts": [{{"question": 0}}], "pass_percent": 100}},
}}
quiz = load_quiz(key="journey", words=words, languages=["en"])
version = SchemeVersion.objects.filter(scheme__owner=people["mentor"]).order_by("pk").first()
parts = [part for criterion in version.criteria.all() for part in criterion.sub_criteria.all()]
assignment = Assignment.objects.create(
    translation_key=UUID("{ASSIGNMENT}"), locale=Locale.objects.get(language_code="en"), title="{TASK}",
    task="<p>Judge a bench at your college.</p>", hand_in="Three sentences.", scheme_version=version,
    codes=min(parts, key=lambda part: part.aspects.count()).code, fewest_files=0, reviewers=1, pass_percent=50)

def add(parent, page):
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page

index = TrainingIndexPage.objects.get(locale__language_code="en")
programme = add(index, ProgrammePage(title="{TITLE}", slug="bench", introduction="Look, judge, say why.", hours=16))
module = add(programme, TrainingModulePage(title="One bench", slug="one", skill="27", hours=2, introduction="I."))
first, second = (
    add(module, LessonPage(title=title, slug=f"l{{number}}", minutes=5, search_description="Look first.", body=[block]))
    for number, (title, block) in enumerate(zip({LESSONS!r}, [
        ("quiz", {{"quiz": quiz, "words": ""}}), ("assignment", {{"assignment": assignment}})]), start=1))
set_rules(actor=people["admin"], page=module, values={{"in_order": True}})
set_rules(actor=people["admin"], page=first, values={{"quizzes": True}})
set_rules(actor=people["admin"], page=second, values={{"assignments": True}})
set_terms(
    actor=people["organiser"], programme_key=programme.translation_key, title="{TITLE}", hours=16, city="Qaraghandy",
    organisation=Organisation.objects.get(memberships__user=people["organiser"]), signatory_name="S. Demo-Director",
    signatory_post="Director",
    series={{"prefix": "BENCH-", "digits": 5, "restarts_yearly": True, "next_number": 1}})
"""
