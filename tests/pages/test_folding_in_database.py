"""Names folded where they stand: the database and Python make the same of them."""

import pytest
from django.db.models import Value

from pages.search.folding import folded
from pages.search.folding_in_database import Folded, words_begin
from people.models import Organisation

pytestmark = pytest.mark.django_db

NAMES = ["Ёлкина Әлия-Мария", "ҚОҢЫРАТ Үміт", "O'Neill, John", "«Қазақ» №5", "naïve – ‘x’", "Ы\u00a0Щ/Ъ"]


@pytest.mark.parametrize("name", NAMES)
def test_database_folds_as_python_does(name: str) -> None:
    Organisation.objects.create(name=name)
    row = Organisation.objects.annotate(about=Folded("name")).get()
    assert row.about.split() == folded(name).split()
    assert row.about.startswith(" ")


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        (["алия"], True),
        (["алияга"], True),
        (["мар"], True),
        (["лия"], False),
        (["елкин", "мария"], True),
        (["x"], False),
    ],
)
def test_words_fit_where_a_word_begins(words: list[str], fits: bool) -> None:
    Organisation.objects.create(name="Ёлкина Әлия-Мария")
    rows = Organisation.objects.annotate(about=Folded("name"), other=Value("")).filter(words_begin("about", words))
    assert rows.exists() is fits
