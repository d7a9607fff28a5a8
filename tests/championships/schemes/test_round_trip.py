"""Every scheme goes out and comes back the same: whole as a workbook, and as far as it goes as the JSON of a module."""

import json
from dataclasses import replace
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings

from championships.marking import Aspect, Criterion, Kind, Scheme, SubCriterion
from championships.schemes.exchange import plain
from championships.schemes.exchange.json_writing import write_json
from championships.schemes.exchange.reading import read_scheme
from championships.schemes.exchange.writing import write_workbook
from championships.schemes.versions import Origin, new_version
from people.models import User
from tests.championships.schemes.schemes_strategy import coded, schemes

LIMIT = 5 * 1024 * 1024
THOROUGHLY = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def back(data: bytes, name: str) -> Scheme:
    """Return the scheme that is read from a file."""
    return read_scheme(data, name, limit=LIMIT).scheme


@THOROUGHLY
@given(schemes())
def test_every_scheme_comes_back_from_its_workbook_aspect_by_aspect(scheme: Scheme) -> None:
    found = back(write_workbook(scheme), "scheme.xlsx")
    assert list(found.aspects) == list(scheme.aspects)
    assert plain.dump(found)["sections"] == plain.dump(scheme)["sections"]
    assert found == scheme


def as_json_holds_it(scheme: Scheme) -> Scheme:
    """Return what of a scheme the JSON of a module can hold: the rest is lost, as docs/marking.md says."""
    subs = [sub for criterion in scheme.criteria for sub in criterion.sub_criteria]
    return Scheme(
        sections=tuple(replace(section, declared=None) for section in scheme.sections),
        criteria=(
            Criterion(
                "A",
                "",
                tuple(
                    SubCriterion(f"A{n}", sub.name, "", coded(f"A{n}", list(map(_aspect, sub.aspects))))
                    for n, sub in enumerate(subs, start=1)
                ),
            ),
        ),
    )


def _aspect(aspect: Aspect) -> Aspect:
    texts = dict(aspect.ladder)
    passes = aspect.calculation and aspect.calculation["rule"] == "pass_fail"
    return replace(
        aspect,
        requirement="",
        ladder=tuple((score, texts.get(score, "")) for score in range(4)) if texts else (),
        calculation={"rule": "pass_fail", "name": "", "shared": False} if passes else None,
    )


@THOROUGHLY
@given(schemes())
def test_every_scheme_comes_back_from_its_json_as_far_as_json_holds_it(scheme: Scheme) -> None:
    assert back(write_json(scheme), "scheme.json") == as_json_holds_it(scheme)


def test_json_holds_exact_numbers_and_no_text_is_taken_for_one() -> None:
    tricky = '"maxMark": "1.00"'
    aspect = Aspect("A1.M1", Kind.MEASUREMENT, Decimal("0.10"), tricky)
    written = json.loads(
        write_json(Scheme(criteria=(Criterion("A", "", (SubCriterion("A1", tricky, "", (aspect,)),)),)))
    )
    assert (written["totalMark"], written["subCriterions"][0]["name"]) == (0.1, tricky)
    assert written["subCriterions"][0]["aspects"] == [{"type": "measurement", "description": tricky, "maxMark": 0.1}]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["workbook", "json"])
def test_command_writes_a_version_that_is_read_again(tmp_path: Path, mentor: User, sample: Scheme, kind: str) -> None:
    first = new_version(actor=mentor, content=sample, origin=Origin("scheme.published"))
    new_version(actor=mentor, content=Scheme(), origin=Origin("scheme.published"), version_of=first.scheme)
    for name in (str(first.scheme_id), "99 Sample making"):
        path = tmp_path / f"{name}.{kind}"
        call_command(
            "export_scheme", name, "--version", "1", "--format", kind, "--output", str(path), stdout=StringIO()
        )
        found = back(path.read_bytes(), path.name)
        assert found == (sample if kind == "workbook" else as_json_holds_it(sample))


@pytest.mark.django_db
def test_command_names_what_it_does_not_find(mentor: User, sample: Scheme) -> None:
    version = new_version(actor=mentor, content=sample, origin=Origin("scheme.published"))
    new_version(actor=mentor, content=sample, origin=Origin("scheme.published"))
    for arguments, words in (
        (["Nowhere"], "no scheme"),
        (["99 Sample making"], "use the key"),
        ([str(version.scheme_id), "--version", "7"], "no version 7"),
        ([str(version.scheme_id), "--output", "/nonexistent/x.xlsx"], "No such file"),
    ):
        with pytest.raises(CommandError, match=words):
            call_command("export_scheme", *arguments)


@pytest.mark.django_db
def test_a_version_is_downloaded_as_json(client: Client, mentor: User, sample: Scheme) -> None:
    version = new_version(actor=mentor, content=sample, origin=Origin("scheme.published"))
    client.force_login(mentor)
    answer = client.get(reverse("schemes:json", args=[version.scheme_id]))
    assert answer["Content-Disposition"] == 'attachment; filename="99-sample-making-v1.json"'
    assert back(answer.content, "x.json") == as_json_holds_it(sample)
