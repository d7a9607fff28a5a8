"""Quizzes for tests: one question of each kind, in two languages, and ways to answer it."""

from typing import Any
from uuid import UUID, uuid4

from wagtail.models import Locale

from coaching.training.quizzes.giving import Given
from coaching.training.quizzes.loading import load_quiz
from coaching.training.quizzes.models import Attempt, Question, Quiz
from coaching.training.quizzes.sitting import Answering, keep_answer, start_attempt
from coaching.training.quizzes.snapshot import Asked, Snapshot
from people.memberships import give_role
from people.models import Organisation, Role, User

LANGUAGES = ("en", "ru")
# Words that stand only in solutions, in what is said about answers, and in explanations.
SECRETS = ("kilopascal-only", "said-when-right", "said-when-wrong", "because-secret", "9.8125", "right-word-secret")


def words(**quiz: Any) -> dict[str, Any]:
    """Return what `load_quiz` makes one question of each kind of."""
    questions = [
        {
            "text": ["Which tool measures 0.01 mm?", "Какой инструмент измеряет 0,01 мм?"],
            "section": "1",
            "explanation": "because-secret 1",
            "answer": {
                "kind": "choice",
                "options": [
                    {"text": ["ruler", "линейка"], "feedback": "said-when-wrong"},
                    {"text": ["micrometer", "микрометр"], "share": "100", "feedback": "said-when-right"},
                    {"text": ["calliper", "штангенциркуль"], "share": "40"},
                ],
            },
        },
        {
            "text": ["What protects?", "Что защищает?"],
            "section": "1",
            "explanation": "because-secret 2",
            "points": "3.00",
            "answer": {
                "kind": "several",
                "options": [
                    {"text": ["goggles", "очки"], "share": "100"},
                    {"text": ["gloves", "перчатки"], "share": "100"},
                    {"text": ["rings", "кольца"]},
                    {"text": ["scarf", "шарф"]},
                ],
            },
        },
        {
            "text": ["How much is g?", "Чему равно g?"],
            "section": "2",
            "explanation": "because-secret 3",
            "answer": {
                "kind": "number",
                "answers": [{"value": "9.8125", "tolerance": "0.0125", "feedback": "said-when-right"}],
                "units": [{"name": "m/s2"}],
            },
        },
        {
            "text": ["Put in order", "Расположите"],
            "section": "2",
            "explanation": "because-secret 4",
            "answer": {
                "kind": "ordering",
                "items": [{"text": ["off", "выкл"]}, {"text": ["lock", "замок"]}, {"text": ["check", "проверка"]}],
            },
        },
        {
            "text": ["Match", "Соотнесите"],
            "explanation": "because-secret 5",
            "answer": {
                "kind": "matching",
                "pairs": [
                    {"left": ["length", "длина"], "right": ["metre", "метр"]},
                    {"left": ["mass", "масса"], "right": ["kilogram", "килограмм"]},
                ],
                "extra": [{"text": ["second", "секунда"]}],
            },
        },
        {
            "text": ["Name the unit of pressure", "Назовите единицу давления"],
            "explanation": "because-secret 6",
            "answer": {
                "kind": "text",
                "answers": [{"text": "right-word-secret"}, {"text": "kilopascal-only", "share": "50"}],
            },
        },
        {
            "text": ["Judge the weld", "Оцените шов"],
            "explanation": "because-secret 7",
            "answer": {
                "kind": "judge",
                "level": [
                    {"text": ["holes", "поры"]},
                    {"text": ["uneven", "неровный"]},
                    {"text": ["even", "ровный"]},
                    {"text": ["clean", "чистый"]},
                ],
                "reference": 2,
            },
        },
    ]
    return {
        "bank": {"title": ["Bank", "Банк"], "questions": questions},
        "quiz": {
            "title": ["Workshop", "Мастерская"],
            "parts": [{"question": number} for number in range(len(questions))],
            "shuffle_answers": True,
            **quiz,
        },
    }


def make_quiz(key: str = "tests", **quiz: Any) -> Quiz:
    """Return a quiz of every kind, in English and Russian."""
    for language in LANGUAGES:
        Locale.objects.get_or_create(language_code=language)
    return load_quiz(key=key, words=words(**quiz), languages=LANGUAGES)


def make_person(name: str, role: Role | None = None) -> User:
    """Return somebody with an account, and a role if one is named."""
    user = User.objects.create_user(f"{name.lower()}@example.org", name=name)
    if role:
        college, _is_new = Organisation.objects.get_or_create(name="College of the tests")
        give_role(actor=None, user=user, organisation=college, role=role)
    return user


def asked_in(attempt: Attempt) -> list[Asked]:
    """Return what an attempt asks."""
    return list(Snapshot.model_validate(attempt.snapshot).questions)


def right_answer(asked: Asked) -> Given:  # noqa: PLR0911 -- one for each kind
    """Return the best answer to a question, as a browser gives it."""
    content: Any = asked.content
    match str(asked.kind):
        case "choice":
            return {"option": next(option.id for option in content.options if option.share == 100)}
        case "several":
            return {"options": [option.id for option in content.options if option.share > 0]}
        case "number":
            return {"text": str(content.answers[0].value)}
        case "ordering":
            return {"order": [item.id for item in content.items]}
        case "matching":
            tokens = {text: token for token, text in asked.tokens.items()}
            return {"pairs": {pair.id: tokens[pair.right] for pair in content.pairs}}
        case "text":
            return {"text": content.answers[0].text}
    return {"score": content.reference}


def answer(attempt: Attempt, asked: Asked, given: object, **more: Any) -> str:
    """Give an answer and return what became of it."""
    client_id = more.pop("client_id", None) or uuid4()
    answering = Answering(asked.key, given, client_id, **more)
    return keep_answer(reader=attempt.user, attempt_id=attempt.pk, answering=answering)


def begin(reader: User, quiz: Quiz, language: str = "en") -> Attempt:
    """Begin an attempt."""
    return start_attempt(reader=reader, quiz=quiz, language=language)


def answer_all_right(attempt: Attempt) -> None:
    """Give every right answer."""
    for asked in asked_in(attempt):
        answer(attempt, asked, right_answer(asked))


def question(kind: str, language: str = "en") -> Question:
    """Return the question of a kind."""
    return Question.objects.get(kind=kind, locale__language_code=language)


def key_of_question(kind: str) -> UUID:
    """Return the key of the question of a kind."""
    return question(kind).translation_key
