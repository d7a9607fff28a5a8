"""The layout of a table of questions: its columns and its words, in three languages. docs/training/quizzes.md shows it."""

from collections.abc import Mapping

from championships.schemes.exchange.texts import fold
from coaching.training.quizzes.exchange.neutral import Sort

MOST_ANSWERS = 12
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "kind": ("Kind", "Вид", "Түрі"),
    "text": ("Question", "Вопрос", "Сұрақ"),
    "right": ("Right", "Верно", "Дұрысы"),
    "points": ("Points", "Баллы", "Балл"),
    "explanation": ("Explanation", "Пояснение", "Түсіндірме"),
    "section": ("Section", "Раздел", "Бөлім"),
    "difficulty": ("Difficulty", "Сложность", "Қиындығы"),
    "tolerance": ("Tolerance", "Допуск", "Рұқсат етілген ауытқу"),
    "unit": ("Unit", "Единица", "Өлшем бірлігі"),
}
ANSWERS = ("Answer", "Ответ", "Жауап")
KINDS: Mapping[str, tuple[str, ...]] = {
    "choice": ("choice", "один ответ", "бір жауап"),
    "several": ("several", "несколько ответов", "бірнеше жауап"),
    "true_false": ("true/false", "верно/неверно", "дұрыс/бұрыс"),
    "number": ("number", "число", "сан"),
    "text": ("text", "текст", "мәтін"),
    "ordering": ("ordering", "порядок", "реттеу"),
    "matching": ("matching", "соответствие", "сәйкестендіру"),
    "judge": ("judge", "оценка", "бағалау"),
}
SORTS: Mapping[str, Sort] = {
    "choice": Sort.CHOICE,
    "several": Sort.CHOICE,
    "true_false": Sort.TRUE_FALSE,
    "number": Sort.NUMBER,
    "text": Sort.SHORT,
    "ordering": Sort.ORDERING,
    "matching": Sort.MATCHING,
    "judge": Sort.JUDGE,
}
TRUTHS: Mapping[str, bool] = {
    **dict.fromkeys(("true", "yes", "1", "t", "верно", "да", "дұрыс", "иә"), True),
    **dict.fromkeys(("false", "no", "0", "f", "неверно", "нет", "бұрыс", "дұрыс емес", "жоқ"), False),
}
DIFFICULTIES: Mapping[str, str] = {
    **dict.fromkeys(("easy", "лёгкий", "легкий", "лёгкая", "легкая", "оңай"), "easy"),
    **dict.fromkeys(("medium", "средний", "средняя", "орташа"), "medium"),
    **dict.fromkeys(("hard", "трудный", "трудная", "сложный", "сложная", "қиын"), "hard"),
}


def column_of(heading: str) -> str | None:
    """Return what a heading means: a name of COLUMNS, `answer 3` for the third answer, or None.

    >>> column_of("Вопрос"), column_of("Answer 3"), column_of("Жауап 2"), column_of("Note")
    ('text', 'answer 3', 'answer 2', None)
    """
    words = fold(heading).rstrip(":* ")
    for name, headings in COLUMNS.items():
        if words in {fold(each) for each in headings}:
            return name
    for each in ANSWERS:
        number = words.removeprefix(fold(each)).strip(" №#.")
        if words.startswith(fold(each)) and number.isdecimal() and 1 <= int(number) <= MOST_ANSWERS:
            return f"answer {int(number)}"
    return None


def kind_of(words: str) -> str | None:
    """Return the kind that `words` name in any of the three languages, or None."""
    wanted = fold(words)
    return next((kind for kind, names in KINDS.items() if wanted in {fold(name) for name in names}), None)
