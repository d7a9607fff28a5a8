"""An assignment for the demo, in three languages, with the work of two learners in different states."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from PIL import Image, ImageDraw
from wagtail.models import Locale

from championships.schemes.models import SchemeVersion
from coaching.training.assignments.allocation import allocate
from coaching.training.assignments.handing_in import add_file, hand_in, save_draft
from coaching.training.assignments.models import Assignment
from coaching.training.assignments.reading_marks import Told
from coaching.training.assignments.releasing import release
from coaching.training.assignments.reviewing import rubric_for, save_sheet, submit
from coaching.training.assignments.rubric import Rubric
from people.models import User

KEY = uuid5(NAMESPACE_URL, "podium-demo-assignment")
SOURCE = "en"
TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "A form that checks itself: show your work",
        "task": "<p>Build the form of the lesson on your own computer. Then show that it works.</p><ol><li>Fill it in "
        "wrongly on purpose and take a picture of what it says.</li><li>Fill it in correctly and take another one."
        "</li><li>Say in three sentences what you would still improve.</li></ol>",
        "hand_in": "Two pictures of the form, one with errors and one without, and three sentences.",
    },
    "ru": {
        "title": "Форма, которая проверяет себя: покажите свою работу",
        "task": "<p>Сделайте форму из урока на своём компьютере. Затем покажите, что она работает.</p><ol><li>Заполните "
        "её нарочно с ошибками и сфотографируйте, что она говорит.</li><li>Заполните её верно и сделайте ещё одно фото."
        "</li><li>Напишите в трёх предложениях, что вы ещё улучшили бы.</li></ol>",
        "hand_in": "Две фотографии формы, с ошибками и без них, и три предложения.",
    },
    "kk": {
        "title": "Өзін тексеретін форма: жұмысыңызды көрсетіңіз",
        "task": "<p>Сабақтағы форманы өз компьютеріңізде жасаңыз. Содан кейін оның жұмыс істейтінін көрсетіңіз.</p><ol>"
        "<li>Оны әдейі қате толтырып, не айтатынын суретке түсіріңіз.</li><li>Оны дұрыс толтырып, тағы бір сурет "
        "түсіріңіз.</li><li>Тағы нені жақсартар едіңіз, үш сөйлеммен жазыңыз.</li></ol>",
        "hand_in": "Форманың екі суреті: қателермен және қатесіз, және үш сөйлем.",
    },
}
WORK = (
    "The form names every mistake beside its field. I would still let it keep what was typed when the page is loaded "
    "again, and write the help texts shorter."
)
PRAISE = "Clear messages, and both pictures show what was asked for. Look once more at the order of the fields."
WAITING = "The first picture shows the form with errors, the second one without. I would still add a date field."


@transaction.atomic
def load_assignment(
    *,
    versions: Mapping[str, SchemeVersion],
    codes: str,
    learners: Sequence[User],
    markers: Sequence[User],
    leader: User,
) -> Assignment:
    """Return the demo's assignment in English; what is missing of it is made, and what is here stays as it is.

    `versions` holds the same marking scheme by language, the English one at least; `codes` names its sub-criteria. The
    first of `learners` gets an accepted work with two pictures, marks and comments; the second one's was handed in and
    waits for a marker. `markers` holds one person at least, who is not among the learners, and `leader` leads both.
    """
    present = Assignment.objects.filter(translation_key=KEY, locale__language_code=SOURCE).first()
    if present is not None:
        return present
    rows = {language: _row(language, version, codes) for language, version in versions.items() if language in TEXTS}
    assignment = rows[SOURCE]
    if learners:
        _accepted(assignment, learners[0], markers[0], leader)
    for learner in learners[1:2]:
        _handed_in(assignment, learner, WAITING)
    return assignment


def _row(language: str, version: SchemeVersion, codes: str) -> Assignment:
    locale, _created = Locale.objects.get_or_create(language_code=language)
    return Assignment.objects.create(
        translation_key=KEY, locale=locale, scheme_version=version, codes=codes, fewest_files=2, due_days=14,
        pass_percent=Decimal(60), **TEXTS[language],
    )  # fmt: skip


def _handed_in(assignment: Assignment, learner: User, text: str) -> UUID:
    save_draft(user=learner, assignment=assignment, text=text)
    for number, has_errors in enumerate((True, False), start=1):
        add_file(
            user=learner,
            assignment=assignment,
            file_id=uuid5(KEY, f"{learner.pk}-{number}"),
            name=f"form-{number}.png",
            content=picture_of_a_form(has_errors=has_errors),
        )
    return hand_in(user=learner, assignment=assignment).pk


def _accepted(assignment: Assignment, learner: User, marker: User, leader: User) -> None:
    work = _handed_in(assignment, learner, WORK)
    review = allocate(leader=leader, assignment=assignment, submission_id=work, place=1, marker=marker)
    told = _told(rubric_for(review.submission))
    save_sheet(marker=marker, review_id=review.pk, told=told, comment=PRAISE)
    submit(marker=marker, assignment=assignment, review_id=review.pk)
    release(leader=leader, assignment=assignment)


def _told(rubric: Rubric) -> dict[str, Told]:
    """Return good marks for every aspect: a score of 2, a full mark, and once a mark by hand with its reason."""
    told: dict[str, Told] = {}
    by_hand = True
    for aspect in rubric.aspects:
        if aspect.is_judged:
            told[aspect.code] = Told(score="2", comment="Good. The next step: say it in fewer words.")
        elif by_hand and aspect.maximum > 0:
            part = (aspect.maximum / 2).quantize(Decimal("0.01"))
            told[aspect.code] = Told(mark=str(part), reason="One of the messages is missing.")
            by_hand = False
        else:
            told[aspect.code] = Told(mark=str(aspect.maximum))
    return told


def picture_of_a_form(*, has_errors: bool) -> bytes:
    """Return a PNG picture of an invented form, drawn here."""
    image = Image.new("RGB", (1200, 900), (246, 242, 233))
    draw = ImageDraw.Draw(image)
    draw.rectangle((120, 90, 1080, 810), fill=(255, 255, 255), outline=(190, 186, 176), width=3)
    draw.rectangle((180, 150, 620, 186), fill=(44, 62, 68))
    for row in range(3):
        top = 250 + 150 * row
        wrong = has_errors and row != 1
        draw.rectangle((180, top, 400, top + 20), fill=(120, 128, 130))
        draw.rectangle((180, top + 36, 900, top + 92), outline=(178, 58, 52) if wrong else (150, 156, 158), width=4)
        if wrong:
            draw.rectangle((180, top + 104, 640, top + 120), fill=(178, 58, 52))
        else:
            draw.rectangle((204, top + 54, 560, top + 74), fill=(60, 74, 78))
    draw.rectangle((180, 712, 420, 772), fill=(20, 98, 108))
    written: Any = BytesIO()
    image.save(written, "PNG")
    content: bytes = written.getvalue()
    return content
