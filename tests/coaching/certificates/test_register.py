"""The register in the layout of ФИС ФРДО: its columns and lists, what is lacking, and no formula in it."""

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from coaching.certificates.details import keep_details
from coaching.certificates.models import Certificate, ProgrammeTerms
from coaching.certificates.register import register_of, register_workbook
from coaching.certificates.register.columns import COLUMNS
from coaching.certificates.revoking import reissue, revoke
from people.demo import DemoPeople
from people.models import AuditEntry
from tests.coaching.certificates.building import KnownLearners, certify
from tests.pages.growing import signed_in

DETAILS: dict[str, Any] = {
    "family_name": "Иванов",
    "given_name": "Иван",
    "middle_name": "Иванович",
    "birth_date": dt.date(1985, 3, 9),
    "sex": "male",
    "snils": "112-233-445 95",
    "citizenship": "643",
    "education_level": "higher",
    "diploma_family_name": "=Иванов",
    "diploma_series": "АВС",
    "diploma_number": "0123456",
}


@pytest.fixture
def reported(people: DemoPeople, russian_terms: ProgrammeTerms, learners: KnownLearners) -> Certificate:
    """A document of somebody of whom everything is known."""
    keep_details(actor=people.student, **DETAILS)
    return certify(people.admin, people.student, russian_terms, learners)


def test_there_are_forty_columns_in_the_order_of_the_template() -> None:
    assert len(COLUMNS) == 40
    assert [COLUMNS[place - 1].split()[0] for place in (1, 8, 10, 15, 21, 25, 27, 31, 32, 40)] == [
        "Вид", "Дата", "Дополнительная", "Уровень", "Срок", "Дата", "СНИЛС", "Гражданство", "Наименование", "Номер",
    ]  # fmt: skip


def test_a_row_holds_what_the_template_asks_in_its_words(reported: Certificate) -> None:
    register = register_of([reported])
    assert register.gaps == []
    assert register.rows == [
        [
            "Удостоверение о повышении квалификации", "Оригинал", "Нет", "Нет", "Нет", "ПК", "2026-000001",
            "01.06.2026", "1/2026", "Повышение квалификации", "Preparing students", "Образование и наука", "", "",
            "Высшее образование", "=Иванов", "АВС", "0123456", "2026", "2026", "72", "Иванов", "Иван", "Иванович",
            "09.03.1985", "Муж", "112-233-445 95", "Очная", "Бюджетное обучение", "в образовательной организации",
            "643", "", "", "", "", "", "", "", "", "",
        ]
    ]  # fmt: skip


def test_every_cell_is_a_text_and_no_formula(reported: Certificate) -> None:
    book = load_workbook(BytesIO(register_workbook(register_of([reported]).rows)))
    (sheet,) = book.worksheets
    assert sheet.title == "Шаблон"
    assert tuple(cell.value for cell in sheet[1]) == COLUMNS
    cells = list(sheet[2])
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert (cells[15].value, cells[15].data_type, cells[15].quotePrefix) == ("=Иванов", "s", True)
    assert cells[26].value == "112-233-445 95"
    assert cells[26].number_format == "@"


def test_a_duplicate_names_the_original(reported: Certificate, people: DemoPeople) -> None:
    keep_details(actor=people.student, family_name="Петров")
    new = reissue(actor=people.admin, certificate=reported)
    everything = Certificate.objects.select_related("replaced_by", "replaces")
    (row,) = register_of(everything).rows
    assert (row[1], row[3], row[6], row[21]) == ("Дубликат", "Да", "2026-000002", "Петров")
    assert row[31:39] == [
        "Удостоверение о повышении квалификации", "ПК", "2026-000001", "1/2026", "01.06.2026", "Иванов", "Иван",
        "Иванович",
    ]  # fmt: skip
    assert new.replaces == reported


def test_what_was_revoked_and_what_is_no_legal_document_is_not_reported(
    reported: Certificate, people: DemoPeople, russian_terms: ProgrammeTerms, learners: KnownLearners
) -> None:
    revoke(actor=people.admin, certificate=reported, reason="Issued by mistake")
    ProgrammeTerms.objects.update(kind="completion")
    certify(people.admin, people.expert, russian_terms, learners)
    register = register_of(Certificate.objects.select_related("replaced_by", "replaces"))
    assert (register.rows, register.gaps) == ([], [])


def test_who_lacks_what_is_said_and_nothing_is_sent(
    reported: Certificate, people: DemoPeople, russian_terms: ProgrammeTerms, learners: KnownLearners
) -> None:
    certify(people.admin, people.expert, russian_terms, learners)
    client = signed_in(people.admin)
    address = reverse("certificates:register_file", args=[russian_terms.programme_key])
    answer = client.get(address)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Pavel Demo-Expert" in text
    assert all(word in text for word in ("family name", "date of birth", "SNILS", "number of the diploma"))
    assert not AuditEntry.objects.filter(action="certificate_register.exported").exists()
    keep_details(actor=people.expert, **DETAILS)
    Certificate.objects.filter(recipient=people.expert).update(family_name="Иванов", given_name="Павел")
    answer = client.get(address)
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")
    assert len(list(load_workbook(BytesIO(answer.content)).worksheets[0].rows)) == 3
    assert AuditEntry.objects.get(action="certificate_register.exported").data == {"rows": 2}


def test_a_document_from_before_the_parts_of_the_name_were_known_is_reported(
    people: DemoPeople, russian_terms: ProgrammeTerms, learners: KnownLearners
) -> None:
    people.student.name = "Иванов Иван Иванович"
    people.student.save()
    early = certify(people.admin, people.student, russian_terms, learners)
    assert (early.name, early.family_name) == ("Иванов Иван Иванович", "")
    found = Certificate.objects.select_related("replaced_by", "replaces")
    keep_details(actor=people.student, **{**DETAILS, "given_name": "Пётр"})
    assert [str(field) for field in register_of(found).gaps[0].fields] == ["family name", "given name"]
    keep_details(actor=people.student, **DETAILS)
    register = register_of(found)
    assert register.gaps == []
    assert register.rows[0][21:24] == ["Иванов", "Иван", "Иванович"]


def test_other_countries_have_no_such_register(certificate: Certificate, people: DemoPeople) -> None:
    client = signed_in(people.mentor)
    for name in ("register", "register_file"):
        assert client.get(reverse(f"certificates:{name}", args=[certificate.programme_key])).status_code == 404
