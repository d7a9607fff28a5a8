"""The words that the catalogue finds things by: endings, folding, alphabets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from championships.schemes import folding
from pages.search import words


@pytest.mark.parametrize(
    ("typed", "written", "language"),
    [
        ("сварщики", "сварщиками", "ru"),
        ("обслуживание", "обслуживания гостей", "ru"),
        ("елка", "Ёлка", "ru"),
        ("weld", "Welding", "en"),
        ("tables", "the table", "en"),
        ("оқушылар", "оқушыларға арналған", "kk"),
        ("окушы", "оқушыларға арналған", "kk"),
        ("онер", "Өнер", "kk"),
        ("дастаркан", "дастарқанды жайып", "kk"),
        ("шеберлер", "шеберлердің", "kk"),
    ],
)
def test_word_is_found_whatever_its_ending_and_its_keyboard(typed: str, written: str, language: str) -> None:
    known = words.index_words(written, language)
    (asked,) = words.asked_words(typed)
    assert words.readings(asked) & known or any(word.startswith(asked) for word in known)


@pytest.mark.parametrize(("typed", "written", "language"), [("стол", "столица", "ru"), ("март", "маркет", "kk")])
def test_readings_are_not_other_words(typed: str, written: str, language: str) -> None:
    (asked,) = words.asked_words(typed)
    assert not words.readings(asked) & words.index_words(written, language)


def test_letters_alone_find_nothing_and_digits_do() -> None:
    assert words.asked_words("a 7 — при ИТ") == ["7", "при", "ит"]


@given(st.text(max_size=60), st.sampled_from(["en", "ru", "kk", "xx"]))
def test_every_text_finds_itself(text: str, language: str) -> None:
    known = words.index_words(text, language)
    assert all(words.readings(asked) & known for asked in words.asked_words(text))


@given(st.text(alphabet="абвгәғқңөұүһіёlaster", min_size=1, max_size=30))
def test_a_stem_begins_its_word_where_snowball_has_no_say(word: str) -> None:
    (folded, *_rest) = folding.folded(word).split() or [""]
    assert folded.startswith(words.stem(folded, "kk"))
