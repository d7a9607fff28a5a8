"""The pure rules: СНИЛС, the hours of a country, numbers, names, bits, and what is written of a key."""

import base64
import gzip

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from coaching.certificates.badges.credentials import encoded
from coaching.certificates.badges.keys import ALPHABET, multibase
from coaching.certificates.countries import profile_of
from coaching.certificates.finding import key_in, same_name
from coaching.certificates.models import DocumentKind, NumberSeries
from coaching.certificates.numbering import number_in
from coaching.certificates.snapshots import hash_of
from coaching.certificates.snils import check_digits, normal_snils, validate_snils
from coaching.certificates.status_bits import BITS

DEVELOPMENT, RETRAINING, COMPLETION = DocumentKind.values


@pytest.mark.parametrize("text", ["112-233-445 95", "11223344595", "112 233 445 95", "000-000-001 00"])
def test_a_right_snils_passes_however_it_is_spaced(text: str) -> None:
    validate_snils(text)


@pytest.mark.parametrize(
    "text", ["112-233-445 96", "1122334459", "112-233-445-955", "abc", "١١٢٢٣٣٤٤٥٩٥", "=1122334459"]
)
def test_a_wrong_snils_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValidationError):
        validate_snils(text)


@given(st.integers(1_001_999, 999_999_999), st.integers(0, 8), st.integers(1, 9))
def test_one_mistyped_digit_of_a_snils_is_found(number: int, place: int, step: int) -> None:
    nine = f"{number:09}"
    right = nine + check_digits(nine)
    validate_snils(right)
    wrong = nine[:place] + str((int(nine[place]) + step) % 10) + nine[place + 1 :]
    difference = abs(int(wrong[place]) - int(nine[place])) * (9 - place)
    if int(wrong) > 1_001_998 and difference % 101 not in {0, 1, 100}:
        with pytest.raises(ValidationError):
            validate_snils(wrong + right[9:])


@given(st.from_regex(r"[0-9]{11}", fullmatch=True))
def test_a_snils_is_written_as_documents_write_it(digits: str) -> None:
    assert normal_snils(normal_snils(digits)) == normal_snils(digits)
    assert normal_snils(digits).replace("-", "").replace(" ", "") == digits


def test_russia_has_a_rule_with_a_source() -> None:
    profile = profile_of("ru")
    assert (profile.fewest(DEVELOPMENT), profile.fewest(RETRAINING), profile.fewest(COMPLETION)) == (16, 250, 0)
    assert profile.is_certain
    assert "266" in str(profile.source)


def test_other_countries_have_a_setting_that_is_said_to_be_uncertain(settings: object) -> None:
    settings.CERTIFICATE_HOURS = {"KZ": (36, 300), "": (10, 200)}  # type: ignore[attr-defined]
    assert [profile_of("KZ").fewest(kind) for kind in (DEVELOPMENT, RETRAINING)] == [36, 300]
    assert profile_of("").fewest(DEVELOPMENT) == 10
    assert not profile_of("KZ").is_certain
    assert not profile_of("KZ").reports_to_frdo


def test_a_number_is_written_with_its_year_and_zeros() -> None:
    yearly = NumberSeries(prefix="ПК-", digits=6, restarts_yearly=True)
    assert number_in(yearly, 12, 2026).text == "ПК-2026-000012"
    assert number_in(yearly, 12, 2026).registration == "12/2026"
    through = NumberSeries(prefix="", digits=3, restarts_yearly=False)
    assert (number_in(through, 12, 2026).text, number_in(through, 12_345, 2026).text) == ("012", "12345")


@given(st.sets(st.integers(0, BITS - 1), max_size=50))
def test_a_status_list_holds_exactly_the_places_that_were_set(places: set[int]) -> None:
    text = encoded(sorted(places))
    assert text[0] == "u"
    data = gzip.decompress(base64.urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4)))
    assert len(data) * 8 == BITS
    assert (
        {place for place in range(BITS) if data[place // 8] >> (7 - place % 8) & 1} == places
        if places
        else not any(data)
    )


@given(st.binary(min_size=1, max_size=40))
def test_base58_can_be_read_back(data: bytes) -> None:
    text = multibase(data)[1:]
    number = 0
    for letter in text:
        number = number * 58 + ALPHABET.index(letter)
    zeros = len(text) - len(text.lstrip(ALPHABET[0]))
    assert b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big") == data


def test_a_key_is_found_in_what_people_paste() -> None:
    key = "0aa00aa0-1111-4222-8333-444444444444"
    for text in (key, key.upper(), f"https://podium.example/ru/certificates/{key}/", f" see {key}."):
        assert str(key_in(text)) == key
    assert key_in("PD-2026-000012") is None


def test_names_are_compared_as_people_copy_them() -> None:
    assert same_name("Алёна  Ёлкина", "АЛЕНА ЕЛКИНА")
    assert same_name("Әлия Құрманғазықызы", "әлия құрманғазықызы")
    assert not same_name("Алёна Ёлкина", "Алёна")


def test_the_hash_knows_no_order_and_every_value() -> None:
    assert hash_of({"a": 1, "b": {"c": 2, "d": "ә"}}) == hash_of({"b": {"d": "ә", "c": 2}, "a": 1})
    assert hash_of({"a": 1}) != hash_of({"a": "1"})
