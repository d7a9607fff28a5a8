"""What people typed, on paper: cleaned, in its own language, divisible, and never read as the typesetter's language."""

import re
import unicodedata
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from design.printing import CannotSet, PressBusy, TooMuchToPrint, press, shortened, typeset, words
from design.printing.kazakh import SOFT_HYPHEN, with_soft_hyphens
from design.printing.texts import ZERO_WIDTH_SPACE, language_of

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FRAME = {"language": "en", "title": "A sample", "labels": {"page": "{page} of {pages}"}, "source": ["en", ""]}
ONE_PAGE = "#form(0, kind: [Sample], for one in data.texts { block(say(one)) })"


def page(folder: Path, *texts: str, template: str = ONE_PAGE) -> str:
    """Return what a reader finds in a document of `texts`."""
    source = folder / "sample.typ"
    source.write_text(template, encoding="utf-8")
    data = {**FRAME, "heading": ["en", ""], "printed": "", "texts": [words(text) for text in texts]}
    made = PdfReader(BytesIO(typeset([source], data, at=AT)))
    return "".join(visible(sheet.extract_text()) for sheet in made.pages)


def visible(text: str) -> str:
    """Return `text` without the places where a line might have been broken."""
    return text.replace(SOFT_HYPHEN, "").replace(ZERO_WIDTH_SPACE, "")


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("ұйымдастырылуы", "ұйым-дас-ты-ры-луы"),
        ("министрлігі", "ми-нистр-лі-гі"),
        ("тауарларды", "та-уар-лар-ды"),
        ("уақытында", "уа-қы-тын-да"),
        ("қауіпсіздік", "қа-уіп-сіз-дік"),
        ("тәлімгерге", "тә-лім-гер-ге"),
        ("ОҚУЛЫҚТАР", "ОҚУ-ЛЫҚ-ТАР"),
        ("үйі", "үйі"),
        ("тәлімгер", "тәлімгер"),
    ],
)
def test_kazakh_words_are_divided_between_syllables(word: str, syllables: str) -> None:
    assert with_soft_hyphens(word).replace(SOFT_HYPHEN, "-") == syllables


@given(st.text(alphabet="аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя -", max_size=60))
def test_hyphens_are_all_that_is_added(text: str) -> None:
    divided = with_soft_hyphens(text)
    assert divided.replace(SOFT_HYPHEN, "") == text
    parts = [part for word in divided.replace("-", " ").split() for part in word.split(SOFT_HYPHEN)]
    assert all(len(part) >= 2 or part in text.replace("-", " ").split() for part in parts)


@given(st.text(max_size=200))
def test_words_are_clean_and_lose_nothing_that_can_be_seen(text: str) -> None:
    _language, clean = words(text)
    assert not any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\t" for sign in clean)
    assert not set(clean) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    seen = {sign for sign in unicodedata.normalize("NFC", text) if sign.isalnum()}
    assert seen <= set(clean)


def test_each_text_is_hyphenated_in_its_own_language() -> None:
    assert [language_of(text) for text in ("Қонақ", "Гость", "Guest", "12,50", "")] == ["kk", "ru", "en", "en", "en"]


def test_a_word_without_a_space_can_be_broken_anywhere() -> None:
    _language, long = words("x" * 200)
    assert max(map(len, long.split(ZERO_WIDTH_SPACE))) <= 20
    assert words("тіркеушілердің")[1].count(ZERO_WIDTH_SPACE) == 0


def test_the_head_of_a_page_takes_one_line() -> None:
    assert shortened("A name\nof two lines", 40) == ("en", "A name of two lines")
    assert shortened("a" * 50, 10)[1] == "aaaaaaaaa…"


HOSTILE = (
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.1": *',
    "$ x^2 $ \\ #panic() *bold* _it_ `raw` <label> @ref",
    '"; #let a = 1; // /* {{ data }} %(x)s {page}',
    "= A heading\n- a list\n/ term: x",
)


def test_what_looks_like_typst_is_printed_as_it_was_typed(tmp_path: Path) -> None:
    text = page(tmp_path, *HOSTILE)
    for line in "\n".join(HOSTILE).splitlines():
        assert "".join(line.split()) in "".join(text.split())
    assert "root:" not in text


def test_signs_of_every_kind_are_printed_or_left_out_without_a_fault(tmp_path: Path) -> None:
    odd = "".join(map(chr, range(0x250))) + "\ud800\u202e\u0000 عربية עברית 漢字 🏆 ə ңқғ ₸ \U0010ffff\ufeff\u2028"
    text = page(tmp_path, odd, "👨‍👩‍👧‍👦🇰🇿" * 20, "ә" * 500, " ", "\n" * 50)
    assert "ңқғ" in text
    assert "₸" in text


def test_a_template_reads_nothing_outside_its_folder_and_fetches_nothing(tmp_path: Path) -> None:
    with pytest.raises(CannotSet, match=r"outside|denied|root"):
        page(tmp_path, template='#read("../../../../../../etc/passwd")')
    with pytest.raises(CannotSet):
        page(tmp_path, template='#import "@nowhere/nothing:1.0.0": *')


def test_every_letter_of_kazakh_is_there_and_the_type_is_inside_the_file(tmp_path: Path) -> None:
    source = tmp_path / "sample.typ"
    source.write_text(ONE_PAGE, encoding="utf-8")
    data = {**FRAME, "heading": ["en", ""], "printed": "", "texts": [words("ӘҒҚҢӨҰҮҺІ әғқңөұүһі")]}
    made = typeset([source], data, at=AT)
    assert "ӘҒҚҢӨҰҮҺІ әғқңөұүһі" in visible(PdfReader(BytesIO(made)).pages[0].extract_text())
    fonts = set(re.findall(rb"/FontName ?/([\w+-]+)", made))
    assert fonts
    assert all(b"+PTSans" in font for font in fonts)
    assert len(re.findall(rb"/FontFile[23] ", made)) == len(fonts)


def test_the_same_data_at_the_same_moment_give_the_same_file(tmp_path: Path) -> None:
    source = tmp_path / "sample.typ"
    source.write_text(ONE_PAGE, encoding="utf-8")
    data = {**FRAME, "heading": ["en", ""], "printed": "", "texts": [words("Text")]}
    assert typeset([source], data, at=AT) == typeset([source], data, at=AT)


def test_too_much_is_refused_before_anything_is_set() -> None:
    with pytest.raises(TooMuchToPrint):
        typeset([], {"texts": "x" * press.LARGEST}, at=AT)


def test_what_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "LONGEST_SETTING", 0.001)
    with pytest.raises(TooMuchToPrint):
        page(tmp_path, "Text")


def test_a_busy_press_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "LONGEST_WAIT", 0.001)
    for _place in range(press.AT_ONCE):
        assert press._free.acquire()
    try:
        with pytest.raises(PressBusy):
            typeset([], {}, at=AT)
    finally:
        press._free.release(press.AT_ONCE)
