"""The table of rules names only what there is, and every example beside a function is true."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import championships.marking

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "marking.md"
MODULES = sorted(
    module.name for module in pkgutil.walk_packages(championships.marking.__path__, "championships.marking.")
)


def test_the_document_names_only_what_there_is() -> None:
    table = [line for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    named = {
        cell.strip(" `") for line in table for cell in line.split("|")[2].split(",") if cell.strip().startswith("`")
    }
    plain = {name.split("(")[0].split(".")[0].split("`")[0] for name in named}
    assert plain <= set(championships.marking.__all__)


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_of_a_module_are_true(module: str) -> None:
    assert doctest.testmod(importlib.import_module(module)).failed == 0
