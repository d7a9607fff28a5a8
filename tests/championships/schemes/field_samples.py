"""Samples in the layouts of the field, with the oddities that such files have; written here, none is a real file."""

from collections.abc import Mapping
from decimal import Decimal

from tests.championships.schemes.conftest import HEAD, Rows

Sheets = Mapping[str, Rows]

TASKS: Rows = [
    {"A": "№ п/п", "B": "Перечень профессиональных задач"},
    {"A": 1, "B": "Планирование работы"},
    {"A": "2.", "B": "Изготовление изделия"},
    {"B": "специалист должен знать чертежи"},
    {"A": "3", "B": "Сдача изделия"},
]
HEAD_2018 = {
    "A": "Sub\nCriteria\nID",
    "B": "Sub Criteria\n\nName or Description",
    "C": "Aspect\nType\nO = Obj\nS = Sub\nJ = Judg",
    "D": "Aspect - Description",
    "E": "Judg Score",
    "F": "Extra Aspect Description (Obj or Subj)\nOR\nJudgement Score Description (Judg only)",
    "G": "Requirement\nor Nominal\nSize (Obj Only)",
    "H": "WSSS Section",
    "I": "Max\nMark",
}
HEAD_2020 = {
    **{column: HEAD_2018[column] for column in "ABCDEF"},
    "G": "Оценка экспертной комиссии 1",
    "H": "Оценка экспертной комиссии 2",
    "I": "Max\nMark 1",
    "J": "Max\nMark 2",
}
HEAD_2023 = dict(
    zip(
        "ABCDEFGHI",
        (
            "Код", "Подкритерий", "Тип аспекта", "Аспект", "Судейский балл", "Методика проверки аспекта",
            "Требование или номинальный размер", "Проф. задача", "Макс. балл",
        ),
        strict=True,
    )
)  # fmt: skip
HEAD_2025 = dict(
    zip(
        "ABCDEF",
        (
            "Код", "Субкритерий", "Аспект", "Методика проверки аспекта", "Требование или номинальный размер",
            "Макс. балл",
        ),
        strict=True,
    )
)  # fmt: skip
LEVELS: Rows = [{"E": score, "F": f"Уровень {score}"} for score in range(4)]
# The file's own total counts the mark on the ladder's row twice: 4.5 where the aspects give 4.00.
FACTOR = Decimal(100) / Decimal("4.5")


def scaled(figure: str) -> Decimal:
    """Return a figure of layout 5 as its scaled column shows it."""
    return (Decimal(figure) * FACTOR).quantize(Decimal("0.000001"))


EXAM_2020: Rows = [
    {"A": "Демонстрационный экзамен"},
    HEAD_2020,
    {"A": "А1", "B": "Сборка"},
    {"C": "О", "D": "Размер", "F": "Минус 20% за каждую ошибку", "G": "0,5", "H": scaled("0.5"), "I": 1, "J": scaled("1")},
    {"C": "J", "D": "Вид", "G": 1, "H": scaled("1"), "I": "2\u00a0", "J": scaled("2")},
    {"E": 0, "F": "нет"},
    {"E": "1", "F": "частично"},
    {"E": 2, "F": "почти", "I": "0,5", "J": scaled("0.5")},
    {"E": 3, "F": "полностью"},
    {},
    {"A": "А1", "B": "Отделка", "D": "Без типа", "I": "0,5", "J": scaled("0.5")},
    {"A": "В1", "B": "Сдача", "D": "Тоже без типа", "G": 0, "H": 0, "I": 0.5, "J": scaled("0.5")},
    {"D": "Итого", "G": "1,5", "H": scaled("1.5"), "I": "4,5", "J": 100},
]  # fmt: skip
PROFESSIONALS_2023: Rows = [
    {"row": 2, "B": "Мероприятие", "D": "Региональный этап"},
    {"row": 3, "B": "Компетенция", "D": "Веб-технологии"},
    {"row": 4, "B": "Номер компетенции", "D": "17"},
    {"row": 5, "B": "Количество конкурсантов", "D": 5},
    {"row": 8, **HEAD_2023},
    {"A": "А", "B": "Организация", "I": "3,00"},
    {"A": "1", "B": "Подготовка"},
    {"C": "И", "D": "Чертёж", "F": "- 0,25 балла за каждую ошибку", "G": "С1", "H": 1, "I": "1,0\u00a0"},
    {"C": "С", "D": "Вид", "G": "C1", "H": "2", "I": 2},
    *LEVELS,
    {},
    {"A": "Б", "B": "Изготовление", "I": "=SUM(I19:I24)"},
    {"A": 1, "B": "Начало", "C": "И", "D": "На строке подкритерия", "G": "5 мм", "H": 2, "I": 0.5},
    {"A": 6, "B": "Номер прыгнул"},
    {"C": "и", "D": "Размер", "F": "Линейкой", "H": "3", "I": "0,25"},
    {"F": "и угольником", "G": "±1 мм"},
    {"B": "спросить автора", "C": "C", "D": "Чистота", "H": "1", "I": "1"},
    {"E": 0, "F": "грязно", "I": 1},
    HEAD_2023,
    {"A": "Г", "B": "Сдача", "I": 9},
    {"A": 1, "B": "Показ", "I": "1,5"},
    {"C": "И", "D": "Речь", "F": "Слушаем", "H": 3, "I": 1},
    {"D": "Пояснение"},
    {"C": "И", "D": "Вопросы", "G": "3 ответа", "H": 3, "I": ".5"},
    {"B": "Итого", "I": 100},
]
PROFESSIONALS_2025: Rows = [
    {"row": 2, "B": "Мероприятие", "C": "Отборочный этап"},
    {"row": 3, "B": "Компетенция", "C": "17 Веб-технологии"},
    {"row": 5, **HEAD_2025},
    {"A": "А", "B": "Организация", "F": "3,00", "G": 2.4},
    {"A": "2", "B": "Подготовка"},
    {"C": "Чертёж", "D": "-0.10 за каждую ошибку", "E": "Всё", "F": "1,0\u00a0", "G": "0,75"},
    {"B": "не забыть", "C": "Вид", "D": "Смотрим", "F": 2, "G": 1.65},
    *[{"D": f"{level} - вид {level}"} for level in range(4)],
    {"A": 6, "B": "Номер прыгнул"},
    {"C": "Много вычетов", "D": "Проверка", "F": 1, "G": 5},
    {"D": "- 0,25 балла за грязь"},
    {"D": "-0.10 за шум", "E": "Тихо"},
    {"A": "В", "B": "Сдача", "F": 1},
    {"A": 1, "B": "Показ", "F": 2, "G": 1},
    {"C": "Речь", "D": "Слушаем", "F": 1, "G": "да"},
    {"C": "Просто подпись"},
    {"D": "под подписью"},
    {"C": "Итого", "F": 7},
]
CIS_11: Rows = [
    {"A": "17 Sample skill"},
    {"A": "WorldSkills Occupational Standards"},
    {"A": "Section", "B": "WSOS Marks", "I": "WSOS Marks", "J": "Aspect Marks", "K": "Variation"},
    {"A": 1, "B": "Planning", "I": 3, "J": 4},
    {"I": "Total Variation", "K": 3},
    {"A": "Criteria"},
    {"A": "ID", "B": "Name", "K": "Mark"},
    {"A": "A", "B": "First", "K": 2},
    HEAD | {"L": "Criterion A", "M": "Total\nMark", "N": 5},
    {"A": "A1", "B": "Form", "C": 1},
    {"D": "M", "E": "Item", "G": "Extra", "H": "10 mm", "I": 1, "K": 1},
    {"G": "More"},
    {"D": "J", "E": "Look", "I": 1, "K": 1, "P": "ask the author"},
    *[{"F": score, "G": f"Level {score}"} for score in range(4)],
    {"E": "A label"},
    {"L": "Competition", "M": "Total\nMark", "N": 7},
]
CUT = {column: HEAD[column] for column in "ABCDEFG"} | {"H": HEAD["J"], "I": HEAD["K"]}
CIS_9: Rows = [
    CUT | {"J": "Criterion A", "K": "Total\nMark", "L": 5},
    {"A": "A1", "B": "Form", "C": 1},
    {"D": "M", "E": "Item", "G": "Extra", "I": "0,5"},
    {"D": "O", "E": "Old", "I": 1.5},
    {"F": 0, "G": "none"},
    {"F": 1, "G": "all"},
    {"J": "Total Marks:", "K": 3},
]
QUALIFIER: Rows = [
    {"A": "Web Design"},
    {"A": "ID", "B": "Name", "C": "Aspect\nType", "D": "Aspect -\nDescription", "E": "Judg\nScore",
     "F": "Extra Aspect\nDescription", "G": "Max\nMark"},
    {"A": "A1", "B": "Form", "G": 12.5},
    {"D": "A label"},
    {"C": "M1", "D": "Item", "G": 0.5},
    {"C": "J1", "D": "Look", "F": "from afar", "G": 2},
    *LEVELS,
]  # fmt: skip
CIS_2018: Rows = [
    {"A": "Sample skill"},
    HEAD_2018,
    {"A": "А1", "B": "Форма"},
    {"C": "О", "D": "Деталь", "E": "0,4", "G": "10 мм", "H": 2, "I": "0,5", "J": "A", "L": 61.5},
    {"C": "J", "D": "Вид", "H": 2, "I": 1},
    *[{"F": f"({level}) вид {level}"} for level in range(3)],
    {"C": "S", "D": "Старый", "I": 1},
]

KIT_LEVELS: Rows = [{"E": "0 - нет"}, {"E": "1 – частично"}, {"E": "2 - полностью"}]
EXAM_KIT: Rows = [
    {"A": "А", "B": 6, "E": "А1. Первая форма (6.00)"},
    {"C": "=F2*D2/2", "D": 2, "E": "А1Д1 Шлёт письмо", "F": "4,0"},
    *KIT_LEVELS,
    {"C": "=F6*D6/2", "D": "1", "E": "А1Д2 Пишет в журнал", "F": 2, "H": "спросить автора"},
    *KIT_LEVELS,
    {"A": "Б", "B": 3, "E": "Б1. Вторая форма (2.00)"},
    {"C": "=F11*D11/2", "D": 0, "E": "Б1Д1 Выглядит ровно", "F": 3},
    *KIT_LEVELS,
]
GRADES: Rows = [
    {"A": "Оценка", "B": "от", "C": "до"},
    *[
        {"A": grade, "B": low, "C": high}
        for grade, low, high in ((2, 0, 19.99), (3, 20, 39.99), (4, 40, 69.99), (5, 70, 100))
    ],
]
HEAD_OPTIONS = dict(
    zip("ABCDEF", ("Код", "Наименование", "Оценка 0", "Оценка 1", "Оценка 2", "Макс. балл"), strict=True)
)
EXAM_OPTIONS: Rows = [
    {"A": "Экзамен по специальности"},
    HEAD_OPTIONS,
    {"A": "Разработка", "F": 6},
    {"A": 1.1, "B": "Схема", "C": "нет", "D": "частично", "E": "да", "F": 4, "H": "спросить автора"},
    {"A": "1.2", "B": "Отчёт", "C": "нет", "D": "частично", "E": "да", "F": "2,0"},
    {"A": "Дизайн", "F": 5},
    {"A": "2.1", "B": "Шрифты", "C": "нет", "D": "частично", "E": "да", "F": "3"},
    {"A": "ИТОГО", "F": 71},
]
HEAD_TEXT_MARKS = dict(
    zip(
        "ABCDE",
        ("Sub Criteria ID", "Sub Criteria Name", "Aspect - Description", "Max Mark", "Ваша оценка"),
        strict=True,
    )
)
TEXT_MARKS: Rows = [
    {"A": "ID", "B": "Name", "C": "Mark"},
    {"A": "А", "B": "Разработка", "C": "2,5\u00a0"},
    HEAD_TEXT_MARKS,
    {"A": "А1", "B": "Форма"},
    {"C": "Поиск", "D": "1,0", "E": "0,5"},
    {"C": "Минус 0,1 за каждую ошибку"},
    {"C": "Список", "D": "0,25\u00a0", "E": "0,25", "G": "спросить автора"},
    {"A": "A2", "B": "Отчёт", "C": "Печать", "D": "2", "E": "1"},
    {"C": "Итого", "D": "12.2", "E": "1,75"},
]
CLASS: Rows = [
    {"A": "ФИО", "B": "User", "C": "A1", "D": "A2", "E": "A", "F": "Сумма", "G": "%", "H": "Оценка"},
    {"A": "Участник 1", "B": "user1", "C": 1, "D": "2", "E": 3, "F": 3, "G": "92,3", "H": 5},
    {"A": "Участник 2", "B": "user2", "C": "0,5", "D": 0, "E": 0.5, "F": 0.5, "G": 15, "H": 2},
]
MATRIX: Rows = [
    {"A": "14.05.2024", "B": "Modules"},
    {"B": "Max", "C": "A1", "D": "A1", "E": "A2"},
    {"A": "Name", "B": "First name", "C": "Plan", "D": "Order", "E": "Result"},
    {"C": 1, "D": "0,5", "E": 2},
    {"A": "One", "B": "Ann", "C": 1, "D": "0,25", "E": 2},
    {"A": "Two", "B": "Bob", "C": 0, "D": "0.5", "E": 1},
    {},
    {"A": "15.05.2024", "B": "Modules"},
    {"B": "Max", "C": "B1", "D": "B1"},
    {"A": "Name", "B": "First name", "C": "Talk", "D": "Answers"},
    {"C": 1, "D": 3},
    {"A": "One", "B": "Ann", "C": 0.5, "D": 3},
    {"A": "Two", "B": "Bob", "C": 1, "D": 2},
]

SAMPLES: Mapping[str, Sheets] = {
    "cis-11": {"CIS Marking Scheme Import": CIS_11},
    "cis-9": {"Marking Scheme": CIS_9},
    "qualifier-7": {"MarkingScheme": QUALIFIER},
    "cis-2018": {"Лист1": CIS_2018},
    "demonstration-exam-2020": {"Оценочный лист": EXAM_2020},
    "professionals-2023": {"Критерии оценки": PROFESSIONALS_2023, "Перечень профессиональных задач": TASKS},
    "professionals-2025": {"Перечень профессиональных задач": TASKS, "Критерии оценки": PROFESSIONALS_2025},
    "exam-kit": {"Критерии": EXAM_KIT, "Оценки": GRADES},
    "exam-options": {"Worksheet": EXAM_OPTIONS},
    "text-marks": {"Критерии": TEXT_MARKS, "Группа": CLASS},
    "matrix": {"Matrix": MATRIX},
}
