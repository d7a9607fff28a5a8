"""The texts of the demo, each in English, Russian and Kazakh, as TOML files beside this module."""

import tomllib
from pathlib import Path
from typing import Any, TypeGuard

LANGUAGES = ("en", "ru", "kk")
FOLDER = Path(__file__).parent / "texts"


def names() -> list[str]:
    """Return the names of all texts, those in folders as `folder/name`."""
    return sorted(file.relative_to(FOLDER).with_suffix("").as_posix() for file in FOLDER.rglob("*.toml"))


def load(name: str) -> dict[str, Any]:
    """Return the content of `texts/<name>.toml`."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def is_text(value: object) -> TypeGuard[list[str]]:
    """Return whether `value` is one text in all three languages."""
    return (
        isinstance(value, list)
        and len(value) == len(LANGUAGES)
        and all(isinstance(language, str) for language in value)
    )


def in_language(value: Any, language: str) -> Any:
    """Return `value` with every text in it replaced by the one in `language`."""
    if is_text(value):
        return value[LANGUAGES.index(language)]
    if isinstance(value, list):
        return [in_language(each, language) for each in value]
    if isinstance(value, dict):
        return {key: in_language(each, language) for key, each in value.items()}
    return value
