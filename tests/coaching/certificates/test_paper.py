"""The printed document, read back: in three languages, with Kazakh letters, with names of two hundred letters."""

import datetime as dt
import re
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from coaching.certificates.models import Certificate, ProgrammeTerms
from coaching.certificates.printing import print_certificate
from coaching.certificates.revoking import reissue
from people.demo import DemoPeople
from tests.coaching.certificates.building import KnownLearners, certify

LONG = ("Әбдіғаппарқызы-Құрманғазина Үмітжан Іңкәр Өріс Һәм " * 5)[:200]
ONE_WORD = "Ұ" * 200
A4_ACROSS = (842, 595)


def seen(text: str) -> str:
    """Return the letters of `text` without spaces, line ends and the places where a line could be broken."""
    return re.sub(r"[\s\u00ad\u200b]+", "", text)


def pages(certificate: Certificate) -> list[Any]:
    """Return the pages of the printed document."""
    return list(PdfReader(BytesIO(print_certificate(certificate))).pages)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize("name", ["Timur Demo-Student", "Қожахмет Әлия Ғабитқызы", LONG, ONE_WORD])
def test_everything_stands_on_one_sheet(certificate: Certificate, language: str, name: str) -> None:
    certificate.language, certificate.name = language, name
    certificate.valid_until = dt.date(2029, 6, 1)
    (page,) = pages(certificate)
    assert (round(page.mediabox.width), round(page.mediabox.height)) == A4_ACROSS
    text = seen(page.extract_text())
    for words in (name, "Preparing students", certificate.number, "72", "Demo Polytechnic College of Saryarqa"):
        assert seen(words) in text, words
    assert seen("A. Serikova") in text
    assert str(certificate.pk) in text
    assert f"/{language}/certificates/" in text
    assert "2029" in text


@pytest.mark.parametrize("name", [LONG, ONE_WORD, "Ж " * 100])
def test_nothing_leaves_the_sheet_or_runs_into_the_steps(certificate: Certificate, name: str) -> None:
    certificate.name = name
    certificate.snapshot["programme"]["title"] = "Очень длинное название программы " * 7
    certificate.snapshot["programme"]["outcome"] = "Что умеет тот, кто закончил программу. " * 10
    certificate.snapshot["register"]["qualification"] = "Наставник"
    (page,) = pages(certificate)
    spots: list[tuple[float, float, float, str]] = []

    def note(text: str, page_matrix: Any, text_matrix: Any, _font: Any, size: float) -> None:
        a, b, c, d, e, f = page_matrix
        x, y = text_matrix[4], text_matrix[5]
        if text.strip():
            spots.append((a * x + c * y + e, b * x + d * y + f, size, text))

    page.extract_text(visitor_text=note)
    assert spots
    highest_step = 62 / 25.4 * 72
    words = [spot for spot in spots if seen(spot[3]) and seen(spot[3])[:4] in seen(name)]
    assert words, "the name was not found"
    assert all(0 <= x <= A4_ACROSS[0] and 0 <= y <= A4_ACROSS[1] for x, y, _size, _text in spots)
    assert all(y > highest_step for _x, y, _size, _text in words)


def test_the_same_document_is_the_same_file(certificate: Certificate) -> None:
    assert print_certificate(certificate) == print_certificate(certificate)


def test_a_document_is_set_from_its_snapshot_alone(certificate: Certificate, terms: ProgrammeTerms) -> None:
    before = print_certificate(certificate)
    ProgrammeTerms.objects.update(hours=16, city="Elsewhere", signatory_name="Somebody Else")
    assert print_certificate(Certificate.objects.get(pk=certificate.pk)) == before


def test_a_new_document_says_what_it_replaces(certificate: Certificate, people: DemoPeople) -> None:
    people.student.name = "Timur Other-Name"
    people.student.save()
    new = reissue(actor=people.mentor, certificate=certificate)
    (page,) = pages(new)
    assert seen("Issued in place of No. PD-2026-000001 of 1 Jun 2026.") in seen(page.extract_text())


def test_a_certificate_of_completion_says_that_it_is_no_legal_document(
    people: DemoPeople, terms: ProgrammeTerms, learners: KnownLearners
) -> None:
    ProgrammeTerms.objects.update(kind="completion", hours=4)
    (page,) = pages(certify(people.mentor, people.student, terms, learners))
    text = seen(page.extract_text())
    assert seen("Certificate of completion") in text
    assert seen("Not a document of education") in text
    assert "Seal" not in text
