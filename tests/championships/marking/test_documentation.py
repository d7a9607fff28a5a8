"""The worked examples: those of docs/marking.md, and those that stand beside the functions."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import championships.marking
from championships.schemes import exchange

ROOT = Path(__file__).resolve().parents[3]
FLAGS = doctest.IGNORE_EXCEPTION_DETAIL
PURE = [f"championships.marking.{module.name}" for module in pkgutil.iter_modules(championships.marking.__path__)]
EXCHANGE = [f"{exchange.__name__}.{name}" for name in ("texts", "package", "columns", "builder", "calculations")]


def test_examples_of_the_documentation_hold() -> None:
    results = doctest.testfile(str(ROOT / "docs" / "marking.md"), module_relative=False, optionflags=FLAGS)
    assert results.failed == 0
    assert results.attempted > 70


@pytest.mark.parametrize("name", PURE + EXCHANGE)
def test_examples_beside_the_functions_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
