"""The tokens as the style sheet states them: for the style guide, and for the test of their contrast."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

STYLE_SHEET = Path(__file__).resolve().parent / "static" / "design" / "css" / "tokens.css"
_DECLARATION = re.compile(r"--(?P<name>[a-z0-9-]+):\s*(?P<value>[^;]+);")
_TWO_SCHEMES = re.compile(r"light-dark\((?P<light>oklch\([^)]*\)),\s*(?P<dark>oklch\([^)]*\))\)")


@dataclass(frozen=True)
class Token:
    """One custom property: its name without the dashes, and its value in each scheme (the same, if there is one)."""

    name: str
    light: str
    dark: str


@lru_cache(maxsize=1)
def read_tokens() -> dict[str, Token]:
    """Return every token of the style sheet by name, in the order it states them; the first statement counts."""
    tokens: dict[str, Token] = {}
    for found in _DECLARATION.finditer(STYLE_SHEET.read_text(encoding="utf-8")):
        name, value = found["name"], " ".join(found["value"].split())
        schemes = _TWO_SCHEMES.fullmatch(value)
        tokens.setdefault(name, Token(name, *(schemes.groups() if schemes else (value, value))))
    return tokens
