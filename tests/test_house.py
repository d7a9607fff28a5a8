"""The laws of the house that no linter knows: sizes, names, documentation, locked requirements."""

import ast
import re
import statistics
from functools import cache
from pathlib import Path

import pytest

from podium.storage import OUR_FOLDERS

ROOT = Path(__file__).resolve().parent.parent
WINGS = ("site", "media", "championships", "coaching")
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
MEDIAN_FUNCTION = 6
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "services", "service", "manager", "managers", "misc", "common"}

type_of_function = ast.FunctionDef | ast.AsyncFunctionDef


def _modules() -> list[Path]:
    found = [path for wing in WINGS for path in (ROOT / wing).rglob("*.py") if "migrations" not in path.parts]
    return sorted(found)


def _sources() -> list[Path]:
    texts = [path for wing in WINGS for ending in ("js", "css", "html") for path in (ROOT / wing).rglob(f"*.{ending}")]
    return sorted([*_modules(), *(ROOT / "tests").rglob("*.py"), *texts])


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _functions(path: Path) -> list[type_of_function]:
    return [node for node in ast.walk(_tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def _length(function: type_of_function) -> int:
    """Return the lines from `def` to the end, without the docstring."""
    assert function.end_lineno
    first = function.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = (first.end_lineno or 0) - first.lineno + 1 if is_docstring else 0
    return function.end_lineno - function.lineno + 1 - docstring


def test_no_file_is_longer_than_the_law_allows() -> None:
    long = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in _sources()}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_the_law_allows() -> None:
    lengths = {f"{_name(path)}:{node.name}": _length(node) for path in _modules() for node in _functions(path)}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_the_median_function_is_short() -> None:
    lengths = [_length(node) for path in _modules() for node in _functions(path)]
    assert statistics.median(lengths) <= MEDIAN_FUNCTION


def test_modules_are_named_for_what_they_do() -> None:
    assert [
        _name(path) for path in _modules() if path.stem in FORBIDDEN_NAMES or path.parent.name in FORBIDDEN_NAMES
    ] == []


def test_site_is_an_import_root_and_no_package() -> None:
    assert not (ROOT / "site" / "__init__.py").exists()


def test_nothing_is_left_to_be_done_later() -> None:
    words = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    this = Path(__file__)
    assert [_name(path) for path in _sources() if path != this and words.search(path.read_text(encoding="utf-8"))] == []


def _documented(node: ast.AST) -> bool:
    return isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_")


def test_public_functions_and_classes_have_docstrings_and_types() -> None:
    missing = []
    for path in _modules():
        for node in _tree(path).body:
            if _documented(node) and not ast.get_docstring(node):  # type: ignore[arg-type]  # _documented looked
                missing.append(f"{_name(path)}:{node.name}")  # type: ignore[attr-defined]
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns is None:
                missing.append(f"{_name(path)}:{node.name} returns what?")
    assert missing == []


def test_templates_carry_no_script_style_or_handler_inside_them() -> None:
    """The content security policy would stop them in the browser."""
    inside = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|<style|\sstyle=\"|\son[a-z]+=\"")
    pages = [path for wing in WINGS for path in (ROOT / wing).rglob("*.html")]
    assert [_name(path) for path in pages if inside.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("name", ["run", "test"])
def test_requirements_are_locked_with_hashes_and_without_addresses(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    entries = re.split(r"\n(?=\S)", text.strip())
    assert "://" not in text
    assert "--index-url" not in text
    assert [entry for entry in entries if "--hash=sha256:" not in entry or "==" not in entry] == []


@pytest.mark.parametrize("name", ["run", "test"])
def test_every_requirement_asked_for_is_locked(name: str) -> None:
    def normal(word: str) -> str:
        return re.sub(r"[-_.]+", "-", word).lower()

    asked = re.findall(r"^([A-Za-z][\w.-]*)", (ROOT / "requirements" / f"{name}.in").read_text(), re.MULTILINE)
    locked = re.findall(r"^([A-Za-z][\w.-]*)==", (ROOT / "requirements" / f"{name}.txt").read_text(), re.MULTILINE)
    assert {normal(word) for word in asked} - {normal(word) for word in locked} == set()


def test_no_browser_library_is_copied_into_the_tree() -> None:
    minified = [path for wing in WINGS for path in (ROOT / wing).rglob("*.min.*")]
    assert minified == []


def test_every_folder_of_static_files_is_known_to_the_storage() -> None:
    """Otherwise its modules would import one another under names that browsers keep for ever."""
    found = {path.parent.name for wing in WINGS for path in (ROOT / wing).rglob("static/*/js") if path.is_dir()}
    assert found <= set(OUR_FOLDERS)
