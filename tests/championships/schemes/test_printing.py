"""The printed forms, read back: every aspect and figure is there, in three languages, whatever people typed."""

import re
from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from championships.marking import Aspect, Criterion, InvalidMark, Kind, Scheme, SubCriterion, UnknownAspect
from championships.schemes import importing
from championships.schemes.exchange.writing import write_workbook
from championships.schemes.marked.keeping import SheetToKeep, keep_sheets
from championships.schemes.models import SchemeVersion
from championships.schemes.printing import (
    MOST_ASPECTS,
    MOST_COMPETITORS,
    FormKind,
    GivenMark,
    NothingToPrint,
    Occasion,
    PrintOrder,
    TooMuchToPrint,
    print_forms,
)
from championships.schemes.printing.rules_on_paper import RuleOnPaper, rule_on_paper
from design.printing import press
from people.models import Organisation, User

KAZAKH = "Қонақтарды қарсы алу және тапсырыс қабылдау: ұқыптылық, үйлесім, өңдеу, әдеп, іс, һ"
A4, A4_ACROSS = (595, 842), (842, 595)


def seen(text: str) -> str:
    """Return the letters of `text` without spaces, line ends and the places where a line could be broken."""
    return re.sub(r"[\s\u00ad\u200b]+", "", text)


def pages(order: PrintOrder) -> list[str]:
    """Return what stands on each page."""
    return [seen(page.extract_text()) for page in PdfReader(BytesIO(print_forms(order))).pages]


def order_of(scheme: Scheme, *kinds: FormKind, language: str = "en", **more: Any) -> PrintOrder:
    """Return an order of `kinds` of forms."""
    return PrintOrder(scheme, "Sample, version 1", language, kinds, **more)


def one_form(*aspects: Aspect, name: str = "Form") -> Scheme:
    """Return a scheme of a single form."""
    return Scheme("1", "Skill", (), (Criterion("A", "Criterion", (SubCriterion("A1", name, "C1", aspects),)),))


def measured(number: int, maximum: str = "0.50", **more: Any) -> Aspect:
    """Return a measured aspect."""
    return Aspect(f"A1.M{number}", Kind.MEASUREMENT, Decimal(maximum), **{"description": f"Item {number}", **more})


def test_every_aspect_and_every_word_of_a_level_stands_on_its_marking_form(sample: Scheme) -> None:
    texts = pages(order_of(sample, FormKind.MARKING))
    assert len(texts) == 10
    for part, text in zip(sample.sub_criteria, texts, strict=True):
        assert seen(part.name) in text
        for aspect in part.aspects:
            assert seen(f"{aspect.code}{aspect.description}") in text
            assert seen(str(aspect.maximum)) in text
            assert all(seen(words) in text for _score, words in aspect.ladder)
        for label in ("Judge1", "Judge2", "Judge3", "Signature", "Workstation", "Reasonforadeduction", "Page1of1"):
            assert label in text


def test_the_summary_adds_up_to_the_scheme_and_lists_the_standards(sample: Scheme) -> None:
    (text,) = pages(order_of(sample, FormKind.SUMMARY))
    for criterion in sample.criteria:
        assert seen(f"{criterion.letter}{criterion.name}{criterion.maximum}") in text
    for part in sample.sub_criteria:
        assert seen(f"{part.code}{part.name}{part.day}{part.maximum}") in text
    assert "Total100.00" in text
    for section in sample.sections:
        assert seen(f"{section.number}{section.name}{section.declared}") in text
    assert "Compatriotexpert" in text


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_labels_are_in_the_language_asked_for_and_content_as_typed(sample: Scheme, language: str) -> None:
    scheme = replace(sample, skill_name=KAZAKH)
    text = "".join(pages(order_of(scheme, *FormKind, language=language, sub_criteria=["A1"])))
    with translation.override(language):
        for label in ("Marking form", "Mark summary form", "Observation form", "Maximum mark"):
            assert seen(translation.gettext(label)) in text
    assert seen(KAZAKH) in text
    assert ("100.00" if language == "en" else "100,00") in text
    assert "UTC+" in text


def test_forms_are_a4_and_the_observation_form_lies_across(sample: Scheme) -> None:
    made = PdfReader(BytesIO(print_forms(order_of(sample, *FormKind, sub_criteria=["B2"]))))
    sizes = [(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in made.pages]
    assert sizes == [A4, A4, A4_ACROSS]
    assert made.metadata
    assert made.metadata.title == "Sample, version 1"
    assert str(made.root_object["/Lang"]) == "en"


def test_competitors_stand_side_by_side_ten_to_a_sheet_as_even_as_can_be(sample: Scheme) -> None:
    names = tuple(f"Competitor {letter} " for letter in "abcdefghijkl")
    texts = pages(order_of(sample, FormKind.OBSERVATION, sub_criteria=["A1"], competitors=names))
    assert [[name for name in names if seen(name) in text] for text in texts] == [
        list(names[:6]),
        list(names[6:]),
    ]


def test_chosen_sub_criteria_are_printed_and_no_others(sample: Scheme) -> None:
    texts = pages(order_of(sample, FormKind.MARKING, sub_criteria=["B1", "D2"]))
    assert ["B1.M1" in texts[0], "D2.M1" in texts[1], len(texts)] == [True, True, 2]


def test_given_marks_scores_results_and_reasons_are_printed(sample: Scheme) -> None:
    given = {
        "A1.M1": GivenMark(Decimal("1.25"), result="12 mm", reason="Edge not straight"),
        "A1.J1": GivenMark(Decimal("0.78"), scores=(2, 2, 3)),
    }
    occasion = Occasion(heading="Spring cup", competitor="Әлия Ғабитқызы", judges=("Ivanova", "", ""), given=given)
    summary, form = pages(order_of(sample, FormKind.SUMMARY, FormKind.MARKING, sub_criteria=["A1"], occasion=occasion))
    for words in ("12 mm", "1.25", "Edge not straight", "223", "0.78", "Әлия Ғабитқызы", "Ivanova", "Spring cup"):
        assert seen(words) in form
    assert "2.03*" in form
    assert "2.03*" in summary
    assert "2of60aspectsaremarked" in summary


def test_what_is_not_marked_is_empty_and_not_zero(sample: Scheme) -> None:
    texts = pages(order_of(sample, FormKind.SUMMARY, FormKind.MARKING, occasion=Occasion(given={})))
    assert not [text for text in texts if re.search(r"(?<!\d)0\.00", text)]


@pytest.mark.parametrize(("code", "mark", "fault"), [("Z9.M1", "1.00", UnknownAspect), ("A1.M1", "99.00", InvalidMark)])
def test_marks_of_another_scheme_are_refused(sample: Scheme, code: str, mark: str, fault: type[Exception]) -> None:
    occasion = Occasion(given={code: GivenMark(Decimal(mark))})
    with pytest.raises(fault):
        print_forms(order_of(sample, FormKind.SUMMARY, occasion=occasion))


def test_heads_of_tables_and_pages_are_repeated_and_no_aspect_leaves_its_ladder() -> None:
    ladder = tuple((score, f"Step{score} " + "of a long ladder in many words " * 6) for score in range(4))
    judged = [
        Aspect(f"A1.J{number}", Kind.JUDGEMENT, Decimal("1.00"), f"Look {number}", ladder=ladder)
        for number in range(1, 21)
    ]
    texts = pages(order_of(one_form(*judged, name="Long form"), FormKind.MARKING))
    assert len(texts) > 2
    for number, text in enumerate(texts, start=1):
        assert "Judge1Judge2Judge3" in text
        assert f"Page{number}of{len(texts)}" in text
        assert "Longform" in text
        assert len(re.findall(r"A1\.J\d+", text)) == len(re.findall("Step3", text))
    assert sum(len(re.findall("Step0", text)) for text in texts) == 20


def test_an_aspect_that_is_higher_than_a_page_goes_on_on_the_next_one() -> None:
    ladder = tuple((score, f"Begin{score} " + "word " * 900 + f" End{score}") for score in range(4))
    judged = Aspect("A1.J1", Kind.JUDGEMENT, Decimal(1), "Look", ladder=ladder)
    text = "".join(pages(order_of(one_form(judged), FormKind.MARKING, FormKind.OBSERVATION)))
    assert all(text.count(f"{word}{score}") == 2 for word in ("Begin", "End") for score in range(4))


HOSTILE = (
    '#read("/etc/passwd")',
    "$ x^2 $ \\ #panic() <b>&amp;</b> {{ 7*7 }} %(x)s {page}",
    "Ұ" * 200,
    "n" * 200,
    "عربية \u202eexe.gnp\u202c עברית 🏆",
    "a\u0000b\u0007c\u001b[31m\ud800",
    "/" * 120,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_place_is_text(text: str) -> None:
    judged = Aspect("A1.J1", Kind.JUDGEMENT, Decimal(1), text, text, section=1, ladder=((0, text), (3, text)))
    rule = {"rule": "unknown", "type": text, "parameters": text}
    odd = measured(1, description=text, extra=text, requirement=text, calculation=rule)
    scheme = replace(one_form(odd, judged, name=text), skill_name=text)
    names: dict[str, Any] = dict.fromkeys(
        ("heading", "competitor", "competitor_code", "workplace", "team", "coordinator"), text
    )
    occasion = Occasion(**names, judges=(text,) * 3, given={"A1.M1": GivenMark(Decimal(0), (), text, text)})
    order = replace(order_of(scheme, *FormKind, competitors=(text, "")), source=text, occasion=occasion)
    found = "".join(pages(order))
    assert "A1.M1" in found
    assert "root:x" not in found
    if text.isascii() and "\x00" not in text:
        assert found.count(seen(text)) >= 5


def test_a_form_of_two_hundred_aspects_is_whole() -> None:
    scheme = one_form(*(measured(number, requirement="As on the drawing, ± 1 mm") for number in range(1, 201)))
    texts = pages(order_of(scheme, FormKind.MARKING))
    found = [code for text in texts for code in re.findall(r"A1\.M\d+?(?=Item)", text)]
    assert found == [f"A1.M{number}" for number in range(1, 201)]
    assert "100.00" in texts[-1]
    assert "Signature" in texts[-1]


def test_too_many_aspects_or_competitors_are_refused_and_so_is_nothing_at_all(sample: Scheme) -> None:
    large = one_form(*(measured(number) for number in range(MOST_ASPECTS + 1)))
    with pytest.raises(TooMuchToPrint):
        print_forms(order_of(large, FormKind.MARKING))
    with pytest.raises(TooMuchToPrint):
        print_forms(order_of(sample, FormKind.OBSERVATION, competitors=("",) * (MOST_COMPETITORS + 1)))
    with pytest.raises(NothingToPrint):
        print_forms(order_of(sample, FormKind.MARKING, sub_criteria=[]))


@pytest.mark.parametrize(
    ("calculation", "expected"),
    [
        (None, RuleOnPaper()),
        ({"rule": "pass_fail"}, RuleOnPaper(("The full mark or zero.",), ticks=("Yes", "No"))),
        (
            {"rule": "deduct_from_full", "deduction": "0.1"},
            RuleOnPaper(("Each error takes 0.10 from the full mark.",)),
        ),
        (
            {"rule": "add_from_zero", "addition": "10", "addition_type": "PERCENT"},
            RuleOnPaper(("Each one that is met adds 10 % to zero.",)),
        ),
        (
            {"rule": "number_completed", "possible": "4"},
            RuleOnPaper(("The share that is completed, out of 4.",)),
        ),
        (
            {"rule": "levels", "highest": "2"},
            RuleOnPaper(("A level from 0 to 2, and the same share of the mark.",), ticks=("0", "1", "2")),
        ),
        (
            {"rule": "choice", "choices": [{"label": "All", "deduction": "0"}, {"label": "Some", "deduction": "0.5"}]},
            RuleOnPaper(options=("All: −0.00", "Some: −0.50")),
        ),
        (
            {
                "rule": "ranged_score",
                "target": "10",
                "ranges": [
                    {"lower": "9", "upper": "11", "deduction": "0.2"},
                    {"upper": "9", "deduction": "1"},
                    {"lower": "11", "deduction": "2"},
                ],
            },
            RuleOnPaper(
                ("Target 10: the full mark.", "9 … 11: −0.20", "Up to 9: −1.00", "From 11 up: −2.00"),
            ),
        ),
        (
            {"rule": "regular_difference", "target": "0", "difference": "1", "deduction": "0.1", "steps": "begun"},
            RuleOnPaper(("Target 0. Each begun 1 of difference takes 0.10.",)),
        ),
        (
            {"rule": "tolerance_table", "rows": [{"limit": "0", "marks": "1.00"}], "beyond": "0.10"},
            RuleOnPaper(("Difference up to 0: 1.00", "More than that: 0.10")),
        ),
        ({"rule": "manual"}, RuleOnPaper(("The panel agrees on the mark; a deduction needs a reason.",))),
        ({"rule": "unknown", "type": "ODD", "parameters": "X:::1"}, RuleOnPaper(("ODD", "X:::1"))),
    ],
)
def test_rules_are_said_in_words(calculation: dict[str, Any] | None, expected: RuleOnPaper) -> None:
    with translation.override("en"):
        assert rule_on_paper(measured(1, calculation=calculation)) == expected


@pytest.fixture
def version(sample: Scheme, mentor: User, college: Organisation) -> SchemeVersion:
    """Return the sample, imported by the mentor for the college."""
    report = importing.read(write_workbook(sample), "sample.xlsx")
    return importing.apply_import(actor=mentor, report=report, organisation=college)


def asked(client: Client, version: SchemeVersion, **choice: str | Collection[str]) -> Any:
    """Ask for the PDF."""
    return client.get(reverse("schemes:forms_pdf", args=[version.scheme_id]), choice)


@pytest.mark.django_db
def test_the_page_offers_every_form_and_every_sub_criterion(
    client: Client, mentor: User, version: SchemeVersion
) -> None:
    client.force_login(mentor)
    html = client.get(reverse("schemes:forms", args=[version.scheme_id])).content.decode()
    assert [html.count(f'value="{kind}"') for kind in FormKind] == [1, 1, 1]
    assert html.count('name="sub_criterion"') == 10
    assert html.count('name="criterion"') == 5
    assert "Marked sheet" not in html
    detail = client.get(version.scheme.get_absolute_url()).content.decode()
    assert f"{reverse('schemes:forms', args=[version.scheme_id])}?version=1" in detail


@pytest.mark.django_db
def test_a_criterion_brings_all_its_sub_criteria(client: Client, mentor: User, version: SchemeVersion) -> None:
    client.force_login(mentor)
    response = asked(
        client, version, form="marking", criterion="B", sub_criterion="D2", language="ru", competitors="10"
    )
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].endswith('-v1-forms-ru.pdf"')
    texts = [seen(page.extract_text()) for page in PdfReader(BytesIO(response.content)).pages]
    assert [re.findall(r"[A-E][12](?=\.M1)", text) for text in texts] == [["B1"], ["B2"], ["D2"]]


@pytest.mark.django_db
def test_a_marked_sheet_is_printed_with_its_marks(
    client: Client, mentor: User, version: SchemeVersion, sample: Scheme
) -> None:
    marks = {aspect.code: aspect.maximum for aspect in sample.aspects} | {"A1.M1": Decimal("0.63")}
    (sheet,) = keep_sheets(
        actor=mentor, version=version, sheets=[SheetToKeep("Әлия", marks, "Marks, column H", "sample.xlsx")]
    )
    client.force_login(mentor)
    page = client.get(reverse("schemes:forms", args=[version.scheme_id]), {"sheet": sheet.pk}).content.decode()
    assert f'<option value="{sheet.pk}" selected>' in page
    response = asked(client, version, form="summary", sheet=str(sheet.pk), language="en", competitors="1")
    (text,) = [seen(page.extract_text()) for page in PdfReader(BytesIO(response.content)).pages]
    assert "Әлия" in text
    assert "Total100.0098.63" in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "choice",
    [
        {"form": "poster"},
        {"language": "de"},
        {"competitors": "0"},
        {"competitors": "41"},
        {"competitors": "many"},
        {"sub_criterion": "Z9"},
        {"criterion": "<b>"},
        {"sheet": "9" * 40},
        {"sheet": "1"},
    ],
)
def test_a_choice_that_cannot_be_is_explained_on_the_page(
    client: Client, mentor: User, version: SchemeVersion, choice: dict[str, str]
) -> None:
    client.force_login(mentor)
    response = asked(client, version, **{"form": "marking", "language": "en", "competitors": "10", **choice})
    assert response.status_code == 422
    assert "form-errors" in response.content.decode()


@pytest.mark.django_db
def test_a_busy_press_and_too_large_a_choice_are_said_in_words(
    client: Client, mentor: User, version: SchemeVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(mentor)
    monkeypatch.setattr(press, "LARGEST", 10)
    response = asked(client, version)
    assert response.status_code == 422
    assert "too much for one file" in response.content.decode()
    monkeypatch.undo()
    monkeypatch.setattr(press, "LONGEST_WAIT", 0.001)
    for _place in range(press.AT_ONCE):
        assert press._free.acquire()
    try:
        response = asked(client, version)
    finally:
        press._free.release(press.AT_ONCE)
    assert response.status_code == 503
    assert "Others are printing" in response.content.decode()


@pytest.mark.django_db
def test_only_who_may_see_the_scheme_may_print_it(client: Client, version: SchemeVersion) -> None:
    assert asked(client, version).status_code == 302
    client.force_login(User.objects.create_user(email="other@example.com", password="x"))
    assert asked(client, version).status_code == 404
