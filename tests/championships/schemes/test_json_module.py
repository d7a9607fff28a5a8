"""The JSON of a module: sums from its aspects, and every oddity named."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from championships.marking import Kind
from championships.schemes.exchange.reading import read_scheme
from championships.schemes.exchange.refusals import FileRefused
from championships.schemes.exchange.report import ImportReport

LEVELS = ["none", "some", "most", "all"]
MODULE: dict[str, Any] = {
    "totalMark": 80.00000000000001,
    "wsosSections": {"1": "Planning", "2": "Making"},
    "subCriterions": [
        {
            "name": "Header",
            "aspects": [
                {"type": "measurement", "description": "Logo", "maxMark": 0.1, "wsosSection": 1},
                {"type": "judgement", "description": "Look", "maxMark": 0.2, "judgementScoreDescription": LEVELS},
            ],
        },
        {
            "name": "Form",
            "aspects": [
                {
                    "type": "measurement",
                    "description": "Sends",
                    "maxMark": 1,
                    "wsosSection": 2,
                    "extraDescription": "With a reply",
                    "calculation": {"type": "true-or-false"},
                },
            ],
        },
    ],
}


def read(document: object) -> ImportReport:
    """Read a document."""
    return read_scheme(json.dumps(document).encode(), "module.json", limit=5 * 1024 * 1024)


def test_real_module_gives_its_golden_figures(field_file: Callable[[str], Path]) -> None:
    data = field_file("worldskills-kazakhstan-2025-skill17-module-a.json").read_bytes()
    report = read_scheme(data, "module-a.json", limit=5 * 1024 * 1024)
    scheme = report.scheme
    assert (len(scheme.criteria), len(list(scheme.sub_criteria)), len(list(scheme.aspects))) == (1, 9, 43)
    assert str(scheme.maximum) == "20.00"
    assert not report.errors
    assert "row_not_used" not in {remark.code for remark in report.remarks}


def test_module_is_read_with_exact_marks() -> None:
    report = read(MODULE)
    aspects = list(report.scheme.aspects)
    assert [(a.code, a.kind, str(a.maximum), a.section) for a in aspects] == [
        ("A1.M1", Kind.MEASUREMENT, "0.10", 1),
        ("A1.J1", Kind.JUDGEMENT, "0.20", None),
        ("A2.M1", Kind.MEASUREMENT, "1.00", 2),
    ]
    assert aspects[1].ladder == tuple(enumerate(LEVELS))
    assert (aspects[2].extra, aspects[2].calculation) == (
        "With a reply",
        {"rule": "pass_fail", "name": "", "shared": False},
    )
    assert [r.parameters for r in report.remarks if r.code == "typed_total"] == [{"typed": "80.00", "carried": "1.30"}]


def test_module_names_what_it_does_not_know() -> None:
    odd = {"type": "guess", "description": "x", "maxMark": "half", "colour": "red", "calculation": {"type": "magic"}}
    report = read({"subCriterions": [{"name": "y", "aspects": [odd, "a stray text"]}], "author": "somebody"})
    assert {error.code for error in report.errors} == {"unknown_type", "unreadable_mark"}
    seen = {remark.seen for remark in report.remarks}
    assert {"colour: red", "a stray text", "author: somebody", "magic"} <= seen


@pytest.mark.parametrize(
    "data",
    [b"{", b"[]", b'{"subCriterions": 1}', b'{"subCriterions": [NaN]}', b"[" * 100_000, b'{"a": "\xff"}'],
)
def test_what_is_no_module_is_refused(data: bytes) -> None:
    with pytest.raises(FileRefused) as refused:
        read_scheme(data, "x.json", limit=5 * 1024 * 1024)
    assert refused.value.code == "invalid_json"


@pytest.mark.parametrize("broken", ["\0", "\ud800"])
def test_characters_that_no_database_takes_are_replaced_everywhere(broken: str) -> None:
    document = {
        broken: broken,
        "wsosSections": {broken: broken, "1": broken},
        "subCriterions": [
            broken,
            {"name": broken, "aspects": [{"type": "judgement", "description": broken, "maxMark": 1, broken: broken}]},
        ],
    }
    kept = json.dumps(read(document).dump(), ensure_ascii=False)
    assert "\ufffd" in kept.encode().decode()
    assert "\\u0000" not in kept


@pytest.mark.parametrize("document", [{"subCriterions": []}, {"subCriterions": [{"name": "x", "aspects": []}]}])
def test_a_module_without_aspects_has_nothing_to_import(document: object) -> None:
    with pytest.raises(FileRefused) as refused:
        read(document)
    assert refused.value.code == "nothing_to_import"


@pytest.mark.parametrize("mark", ["1e999999999", "9" * 5000, "-1", "0.001"])
def test_a_monstrous_mark_is_an_error_in_bounded_time(mark: str) -> None:
    document = f'{{"subCriterions": [{{"name": "x", "aspects": [{{"type": "measurement", "description": "y", "maxMark": {mark}}}]}}]}}'
    assert read_scheme(document.encode(), "x.json", limit=5 * 1024 * 1024).errors
