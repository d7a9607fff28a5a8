"""Layouts 6 and 7: «Профессионалы» of 2023 and of 2025, with their professional tasks and their awarded marks."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from championships.marking import StandardsSection
from championships.schemes.exchange.reading import read_scheme
from championships.schemes.exchange.report import ImportReport
from championships.schemes.exchange.writing import write_workbook
from tests.championships.schemes.conftest import Rows, workbook
from tests.championships.schemes.field_samples import HEAD_2023, HEAD_2025, LEVELS, SAMPLES, TASKS

LIMIT = 5 * 1024 * 1024
SHEET, LIST = "Критерии оценки", "Перечень профессиональных задач"


def read(*rows: Mapping[str, object], tasks: Rows = ()) -> ImportReport:
    """Read a workbook of the criteria and of the tasks."""
    return read_scheme(workbook({SHEET: rows, LIST: tasks}), "sample.xlsx", limit=LIMIT)


def told(report: ImportReport, code: str) -> list[tuple[int | None, str, dict[str, str]]]:
    """Return row, text and figures of the remarks with this code."""
    return [(remark.row, remark.seen, dict(remark.parameters)) for remark in report.remarks if remark.code == code]


def aspects(report: ImportReport) -> list[tuple[str, str]]:
    """Return code and maximum of every aspect."""
    return [(aspect.code, str(aspect.maximum)) for aspect in report.scheme.aspects]


@pytest.fixture
def of_2023() -> ImportReport:
    """Return the report of the sample in layout 6."""
    return read_scheme(workbook(SAMPLES["professionals-2023"]), "sample.xlsx", limit=LIMIT)


@pytest.fixture
def of_2025() -> ImportReport:
    """Return the report of the sample in layout 7."""
    return read_scheme(workbook(SAMPLES["professionals-2025"]), "sample.xlsx", limit=LIMIT)


def test_layout_6_numbers_its_sub_criteria_anew_in_each_criterion(of_2023: ImportReport) -> None:
    assert [(c.letter, c.name, str(c.maximum)) for c in of_2023.scheme.criteria] == [
        ("A", "Организация", "3.00"), ("B", "Изготовление", "1.75"), ("D", "Сдача", "1.50"),
    ]  # fmt: skip
    assert [(sub.code, sub.name) for sub in of_2023.scheme.sub_criteria] == [
        ("A1", "Подготовка"), ("B1", "Начало"), ("B6", "Номер прыгнул"), ("D1", "Показ"),
    ]  # fmt: skip
    assert aspects(of_2023) == [
        ("A1.M1", "1.00"), ("A1.J1", "2.00"), ("B1.M1", "0.50"), ("B6.M1", "0.25"), ("B6.J1", "1.00"),
        ("D1.M1", "1.00"), ("D1.M2", "0.50"),
    ]  # fmt: skip


def test_the_letter_of_a_criterion_is_told_with_the_one_that_was_typed(of_2023: ImportReport) -> None:
    assert [figures for _row, _seen, figures in told(of_2023, "criterion_letter")] == [
        {"typed": "Б", "code": "B"},
        {"typed": "Г", "code": "D"},
    ]
    assert told(of_2023, "criterion_letter")[0][1].startswith("Б | Изготовление")


@pytest.mark.parametrize(
    ("typed", "letters"),
    [("АБВГ", "ABCD"), ("ABCD", "ABCD"), ("АВС", "ABC"), ("АБB", "ABC"), ("абвг", "ABCD"), ("Г", "D"), ("A", "A")],
)
def test_letters_of_either_alphabet_have_the_same_place_in_any_order(typed: str, letters: str) -> None:
    rows: Rows = [row for letter in typed for row in ({"A": letter}, {"A": 1}, {"C": "И", "D": "x", "I": 1})]
    assert [criterion.letter for criterion in read(HEAD_2023, *rows).scheme.criteria] == list(letters)


def test_the_card_of_the_event_gives_the_skill_and_the_rest_is_named(of_2023: ImportReport) -> None:
    assert of_2023.skill == "17 Веб-технологии"
    assert [(row, seen) for row, seen, _ in told(of_2023, "event_card")] == [
        (2, "Мероприятие | Региональный этап"),
        (5, "Количество конкурсантов | 5"),
    ]


def test_the_card_may_say_it_in_one_cell_and_name_the_competitor() -> None:
    card: Rows = [{"B": "Компетенция: Сварка (10)"}, {"B": "Участник", "C": "Образцова Проба"}]
    report = read(*card, HEAD_2025, {"A": "А"}, {"A": 1}, {"C": "Шов", "D": "Смотрим", "F": 1, "G": "0,5"})
    assert report.skill == "10 Сварка"
    assert [sheet.name for sheet in report.beside.awarded] == ["Образцова Проба"]


def test_the_sections_are_the_professional_tasks(of_2023: ImportReport) -> None:
    assert of_2023.scheme.sections == (
        StandardsSection(1, "Планирование работы"),
        StandardsSection(2, "Изготовление изделия"),
        StandardsSection(3, "Сдача изделия"),
    )
    assert [aspect.section for aspect in of_2023.scheme.aspects] == [1, 2, 2, 3, 1, 3, 3]
    assert [remark.sheet for remark in of_2023.remarks if remark.code == "task_detail"] == [LIST]
    assert told(of_2023, "other_sheet") == []


@pytest.mark.parametrize(
    "rows",
    [
        [{"A": "1. Первая"}, {"A": "2) Вторая"}],
        [{"A": "Проф. задача 1", "B": "Первая"}, {"A": "Проф. задача 2", "B": "Вторая"}],
        [{"B": "№", "C": "Наименование", "D": "Баллы"}, {"B": "1", "C": "Первая"}, {"B": 2.0, "C": "Вторая"}],
    ],
)
def test_the_list_of_tasks_is_read_as_people_write_it(rows: Rows) -> None:
    report = read(HEAD_2023, {"A": "А"}, {"A": 1}, {"C": "И", "D": "x", "H": 2, "I": 1}, tasks=rows)
    assert [(section.number, section.name) for section in report.scheme.sections] == [(1, "Первая"), (2, "Вторая")]


def test_a_task_may_declare_its_marks_and_is_found_by_its_heading_under_any_name() -> None:
    tasks: Rows = [{"A": "№", "B": "Профессиональная задача", "C": "Баллы"}, {"A": 1, "B": "Первая", "C": "7,5"}]
    rows: Rows = [HEAD_2023, {"A": "А"}, {"A": 1}, {"C": "И", "D": "x", "H": 1, "I": 1}]
    report = read_scheme(workbook({"Лист2": [{"A": "Профессиональные задачи"}, *tasks], "x": rows}), "x", limit=LIMIT)
    assert report.scheme.sections == (StandardsSection(1, "Первая", Decimal("7.50")),)


def test_the_session_in_the_requirement_is_the_day_of_marking(of_2023: ImportReport) -> None:
    assert [(sub.code, sub.day) for sub in of_2023.scheme.sub_criteria] == [
        ("A1", "C1"), ("B1", ""), ("B6", ""), ("D1", ""),
    ]  # fmt: skip
    assert next(of_2023.scheme.aspects).requirement == "С1"


def test_levels_stand_in_the_column_of_scores(of_2023: ImportReport) -> None:
    looks = list(of_2023.scheme.aspects)[1]
    assert looks.ladder == tuple((score, f"Уровень {score}") for score in range(4))


def test_marks_on_level_rows_and_typed_totals_are_reported(of_2023: ImportReport) -> None:
    assert [row for row, *_ in told(of_2023, "mark_on_score_row")] == [24]
    assert [figures for *_, figures in told(of_2023, "typed_total")] == [{"typed": "100.00", "carried": "6.25"}]
    assert {"where": "D", "declared": "9.00", "carried": "1.50"} in [f for *_, f in told(of_2023, "criterion_total")]
    subtotal = read(HEAD_2023, {"A": "А"}, {"A": 1, "I": 7}, {"C": "И", "D": "x", "I": 1})
    assert told(subtotal, "typed_sub_criterion_total")[0][2] == {"code": "A1", "typed": "7.00", "carried": "1.00"}


def test_totals_below_each_criterion_are_compared_with_it() -> None:
    item, total = {"C": "И", "D": "x", "I": 1}, {"D": "Итого"}
    rows: Rows = [{"A": "А"}, {"A": 1}, item, total | {"I": 1}, {"A": "Б"}, {"A": 1}, item, item, total | {"I": 2}]
    report = read(HEAD_2023, *rows)
    assert told(report, "typed_total") == told(report, "typed_criterion_total") == []
    wrong = read(HEAD_2023, *rows[:3], total | {"I": 5}, *rows[4:], {"B": "Всего", "I": "3,00"})
    assert [figures for *_, figures in told(wrong, "typed_criterion_total")] == [
        {"code": "A", "typed": "5.00", "carried": "1.00"}
    ]


def test_layout_7_tells_the_kind_by_the_options_and_says_which_it_took(of_2025: ImportReport) -> None:
    assert aspects(of_2025) == [
        ("A2.M1", "1.00"), ("A2.J1", "2.00"), ("A6.M1", "1.00"), ("B1.M1", "1.00"),
    ]  # fmt: skip
    assert [figures["code"] for *_, figures in told(of_2025, "taken_as_measurement")] == ["A2.M1", "A6.M1", "B1.M1"]
    assert [(row, figures["code"]) for row, _, figures in told(of_2025, "taken_as_judgement")] == [(9, "A2.J1")]
    judged = list(of_2025.scheme.aspects)[1]
    assert judged.ladder == tuple((level, f"вид {level}") for level in range(4))
    assert (judged.extra, judged.description) == ("Смотрим", "Вид")


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        (["0 - нет", "1 - мало", "2 - много", "3 - всё"], "J"),
        (["(3) всё", "(2) много", "(1) мало", "(0) нет"], "J"),
        (["0 баллов: нет", "1 балл: мало", "2 балла: много", "3 балла: всё"], "J"),
        (["Уровень 0 – нет", "Уровень 1 – мало", "Уровень 2 – всё"], "J"),
        (["0-нет", "1-мало", "2-много", "3-всё"], "J"),
        (["0 - нет", "1 - да"], "M"),
        (["- 0,25 балла за грязь", "-0.10 за шум"], "M"),
        (["1 мм", "2 мм", "3 мм"], "M"),
        (["Проверить ключом", "Проверить глазом", "Проверить рукой", "Записать"], "M"),
        ([], "M"),
    ],
)
def test_options_read_as_levels_or_not(options: list[str], kind: str) -> None:
    rows: Rows = [{"A": "А"}, {"A": 1}, {"C": "Вид", "F": 2}, *({"D": option} for option in options)]
    (aspect,) = read(HEAD_2025, *rows).scheme.aspects
    assert aspect.kind == kind
    kept = f"{aspect.extra} {' '.join(text for _, text in aspect.ladder)}"
    assert all(option[-3:] in kept for option in options)


@pytest.mark.parametrize(
    ("texts", "calculation"),
    [
        (["- 0,25 балла за каждую ошибку"], {"rule": "deduct_from_full", "deduction": "0.25", "deduction_type": "UNIT"}),
        (["-0.10"], {"rule": "deduct_from_full", "deduction": "0.1", "deduction_type": "UNIT"}),
        (["− 0,2 за шум", "- 0.20 за грязь"], {"rule": "deduct_from_full", "deduction": "0.2", "deduction_type": "UNIT"}),
        (["Минус 20 % за ошибку"], {"rule": "deduct_from_full", "deduction": "20", "deduction_type": "PERCENT"}),
        (["- 0,25 балла за грязь", "-0.10 за шум"], None),
        (["-0,1 за каждую, но не более 0,3"], None),
        (["-5 баллов за всё"], None),
        (["0 баллов - нет", "0,5 балла - часть", "1 балл - всё"],
         {"rule": "choice", "deduction_type": "UNIT", "choices": [
             {"label": "нет", "deduction": "1"}, {"label": "часть", "deduction": "0.5"}, {"label": "всё", "deduction": "0"}]}),
        (["Допуск -0,02"], None),
        (["- 5 болтов"], None),
        (["от -20 до +5 °C"], None),
        (["минус 20 °C"], None),
    ],
)  # fmt: skip
def test_deductions_in_words_become_a_rule_where_they_say_one_thing(
    texts: list[str], calculation: dict[str, object] | None
) -> None:
    rows: Rows = [{"A": "А"}, {"A": 1}, {"C": "Вид", "F": 1}, *({"D": text} for text in texts)]
    report = read(HEAD_2025, *rows)
    (aspect,) = report.scheme.aspects
    assert aspect.calculation == (calculation and {"name": "", "shared": False, **calculation})
    assert aspect.extra == "\n".join(texts)
    assert bool(told(report, "rule_from_words")) is bool(calculation)


def test_deductions_that_say_several_things_stay_as_text_and_are_told(of_2025: ImportReport) -> None:
    many = list(of_2025.scheme.aspects)[2]
    assert (many.calculation, many.extra) == (None, "Проверка\n- 0,25 балла за грязь\n-0.10 за шум")
    assert many.requirement == "Тихо"
    assert [figures for *_, figures in told(of_2025, "deductions_in_words")] == [{"code": "A6.M1"}]


def test_a_column_without_a_heading_holds_the_awarded_marks(of_2025: ImportReport) -> None:
    (awarded,) = of_2025.beside.awarded
    assert dict(awarded.marks) == {"A2.M1": Decimal("0.75"), "A2.J1": Decimal("1.65")}
    assert awarded.source == f"{SHEET}, G"
    assert [figures for *_, figures in told(of_2025, "impossible_awarded")] == [{"mark": "5.00", "maximum": "1.00"}]
    assert [seen for _, seen, _ in told(of_2025, "unreadable_awarded")] == ["да"]
    assert [figures for *_, figures in told(of_2025, "typed_awarded_part")] == [
        {"code": "B1", "typed": "1.00", "carried": "0.00"}
    ]
    assert str(of_2025.scheme.maximum) == "5.00"


def test_notes_beside_aspects_and_labels_are_named(of_2025: ImportReport) -> None:
    assert [(row, seen) for row, seen, _ in told(of_2025, "note")] == [(9, "не забыть")]
    assert [seen for _, seen, _ in told(of_2025, "label")] == ["Просто подпись"]
    assert [seen for _, seen, _ in told(of_2025, "row_not_used")] == ["под подписью"]


def test_tasks_that_no_aspect_names_are_told_once(of_2025: ImportReport) -> None:
    assert len(of_2025.scheme.sections) == 3
    assert [figures for *_, figures in told(of_2025, "no_section_anywhere")] == [{"count": "3"}]
    assert told(of_2025, "no_section") == []


def test_types_of_layout_6_in_every_way_of_typing() -> None:
    typed = {"И": "M", "и ": "M", "С": "J", "C": "J", "c": "J", "И1": "M", "измеримый": "M", "Судейский": "J", "М": "M"}
    rows: Rows = [{"C": kind, "D": "x", "I": 1} for kind in typed]
    report = read(HEAD_2023, {"A": "А"}, {"A": 1}, *rows)
    assert [aspect.kind.value for aspect in report.scheme.aspects] == list(typed.values())
    wrong = read(HEAD_2023, {"A": "А"}, {"A": 1}, {"C": "И", "D": "x", "I": 1}, {"C": "Ж", "D": "x", "I": 1})
    assert [(error.code, error.row) for error in wrong.errors] == [("unknown_type", 5)]


def test_sub_criteria_before_any_criterion_and_twice_are_kept() -> None:
    item = {"C": "И", "D": "x", "I": 1}
    report = read(HEAD_2023, {"A": 1, "B": "Раз"}, item, {"A": "1.", "B": "Два"}, item, {"A": "А1", "B": "Раз"}, item)
    assert [(sub.code, len(sub.aspects)) for sub in report.scheme.sub_criteria] == [("A1", 2), ("A1b", 1)]
    assert len(told(report, "sub_criterion_without_criterion")) == 1


@pytest.mark.parametrize("layout", ["professionals-2023", "professionals-2025"])
def test_what_was_imported_can_be_exported_and_imported_again(layout: str) -> None:
    first = read_scheme(workbook(SAMPLES[layout]), "sample.xlsx", limit=LIMIT).scheme
    assert read_scheme(write_workbook(first), "again.xlsx", limit=LIMIT).scheme == first


marks = st.decimals("0.05", "9.95", places=2)
numbers = st.sampled_from(["{:f}", "{:f}\u00a0", " {:f}"]).flatmap(
    lambda form: st.sampled_from([".", ","]).map(lambda sign: lambda mark: form.format(mark).replace(".", sign))
)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(marks, numbers, st.sampled_from("ИС"), st.booleans()), min_size=1, max_size=15))
def test_every_mark_is_counted_once_however_it_is_typed(given_marks: list[tuple[Decimal, object, str, bool]]) -> None:
    rows: list[Mapping[str, object]] = []
    for mark, form, kind, has_levels in given_marks:
        rows.append({"C": kind, "D": "Деталь", "I": form(mark)})  # type: ignore[operator]
        rows += [{**level, "I": form(mark)} for level in LEVELS] if has_levels else []  # type: ignore[operator]
    report = read(HEAD_2023, {"A": "А", "I": 5}, {"A": "1", "I": 3}, *rows, tasks=TASKS)
    assert report.scheme.maximum == sum(mark for mark, *_ in given_marks)
