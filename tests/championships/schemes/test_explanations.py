"""Explanations in the reader's language: every code of the engine has its words, with the same figures."""

import re
from decimal import Decimal

import pytest
from django.utils import translation

from championships import marking
from championships.marking import Explanation
from championships.schemes.explanations import SENTENCES, explanation_words, explanations_words

PLACE = re.compile(r"%\((\w+)\)s")
LANGUAGES = ("en", "ru", "kk")


def test_every_code_of_the_engine_has_its_words_and_no_other() -> None:
    with translation.override("en"):
        assert {code: str(sentence) for code, sentence in SENTENCES.items()} == dict(marking.SENTENCES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(marking.SENTENCES))
def test_a_sentence_names_every_figure_in_every_language(code: str, language: str) -> None:
    figures = {name: f"<{name}>" for name in PLACE.findall(marking.SENTENCES[code])}
    with translation.override(language):
        words = explanation_words(Explanation(code, figures))
    assert all(figure in words for figure in figures.values())
    assert "%(" not in words


def test_figures_have_the_decimal_sign_of_the_reader_and_words_of_people_stay() -> None:
    agreed = Explanation("agreed_because", {"mark": "0.25", "maximum": "0.50", "reason": "1.5 mm too long"})
    with translation.override("ru"):
        words = explanation_words(agreed)
    assert "0,25" in words
    assert "1.5 mm too long" in words


def test_every_step_is_said() -> None:
    tenth = marking.DeductFromFull(marking.Amount(Decimal("0.10")))
    measured = marking.measure(tenth, 9, Decimal("0.50"))
    with translation.override("en"):
        assert explanations_words(measured.explanations) == measured.sentence
