"""Which questions an attempt asks: the chosen ones, and those that the lot draws, in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from uuid import UUID

from django.db.models import Prefetch
from wagtail.rich_text import expand_db_html

from coaching.training.quizzes.models import Question, Quiz
from coaching.training.quizzes.snapshot import Asked, PictureAsked, Snapshot, halves_of, shown_order
from coaching.training.quizzes.stored_answers import NoContent
from coaching.training.quizzes.typed_words import key_of
from media.models import CustomImage

PICTURE = "max-1024x1024"
FALLBACK = ("en", "ru", "kk")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be drawn."""

    key: UUID
    bank: UUID
    section: str


@dataclass(frozen=True, slots=True)
class Pick:
    """One part of a quiz: a question, or `count` of a bank, of one section if it is named."""

    question: UUID | None = None
    bank: UUID | None = None
    count: int = 1
    section: str = ""


def drawn(picks: Sequence[Pick], candidates: Iterable[Candidate], chance: Random) -> list[UUID]:
    """Return the keys of the questions to ask, each once, in the order of the parts.

    Where a bank has too few, all that it has are asked.
    """
    pool = sorted(set(candidates), key=lambda candidate: str(candidate.key))
    fixed = {pick.question for pick in picks if pick.question}
    asked: list[UUID] = []
    for pick in picks:
        if pick.question:
            asked += [] if pick.question in asked else [pick.question]
            continue
        free = [c.key for c in pool if _belongs(c, pick) and c.key not in fixed and c.key not in asked]
        asked += chance.sample(free, min(pick.count, len(free)))
    return asked


def _belongs(candidate: Candidate, pick: Pick) -> bool:
    return candidate.bank == pick.bank and (not pick.section or key_of(candidate.section) == key_of(pick.section))


def snapshot_for(quiz: Quiz, language: str, seed: str) -> Snapshot:
    """Return what an attempt with `seed` asks, in `language` where a question is there in it; six queries at most."""
    chance = Random(seed)  # noqa: S311 -- a lot that can be drawn again from the same seed
    picks = picks_of(quiz)
    keys = drawn(picks, _candidates(picks), chance)
    if quiz.shuffle_questions:
        chance.shuffle(keys)
    rows = _in_language(keys, language)
    questions = [
        asked for key in keys if key in rows and (asked := ask(rows[key], chance, shuffled=quiz.shuffle_answers))
    ]
    named = tuple(question.model_copy(update={"name": f"q{n}"}) for n, question in enumerate(questions, start=1))
    return Snapshot(title=quiz.title, pass_percent=quiz.pass_percent, explaining=quiz.explaining, questions=named)


def picks_of(quiz: Quiz) -> list[Pick]:
    """Return the parts of `quiz` by the keys of what they name."""
    parts = quiz.parts.select_related("question", "bank").order_by("sort_order", "pk")
    return [
        Pick(
            part.question and part.question.translation_key,
            part.bank and part.bank.translation_key,
            part.count,
            part.section,
        )
        for part in parts
    ]


def _candidates(picks: Iterable[Pick]) -> list[Candidate]:
    banks = {pick.bank for pick in picks if pick.bank}
    if not banks:
        return []
    rows = Question.objects.filter(bank__translation_key__in=banks).exclude(kind="")
    return [Candidate(*row) for row in rows.values_list("translation_key", "bank__translation_key", "section")]


def _in_language(keys: Sequence[UUID], language: str) -> Mapping[UUID, Question]:
    """Return each question in `language`, else in the first language that it is there in."""
    order = [language, *FALLBACK]
    pictures = CustomImage.objects.prefetch_renditions(PICTURE)
    rows = (
        Question.objects.filter(translation_key__in=keys)
        .exclude(kind="")
        .select_related("locale")
        .prefetch_related(Prefetch("picture", queryset=pictures))
    )
    found: dict[UUID, Question] = {}
    rank = {code: place for place, code in reversed(list(enumerate(order)))}
    for row in sorted(rows, key=lambda row: rank.get(row.locale.language_code, len(order)), reverse=True):
        found[row.translation_key] = row
    return found


def ask(question: Question, chance: Random, *, shuffled: bool) -> Asked | None:
    """Return `question` as it is asked, or None if its author has not finished it."""
    try:
        content = question.content
    except NoContent:
        return None
    return Asked(
        name="q1",
        key=question.translation_key,
        text=expand_db_html(question.text),
        points=question.points,
        content=content,
        order=shown_order(content, chance, shuffled=shuffled),
        tokens=halves_of(content, chance),
        explanation=expand_db_html(question.explanation),
        section=question.section,
        picture=_picture(question),
    )


def _picture(question: Question) -> PictureAsked | None:
    if question.picture is None:
        return None
    rendition = question.picture.get_rendition(PICTURE)
    return PictureAsked(src=rendition.url, width=rendition.width, height=rendition.height, words=question.picture_words)
