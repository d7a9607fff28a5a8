"""The rows of a draft: criteria, sub-criteria and aspects as plain JSON, each under a key that never changes.

Codes such as `A1.M2` say where a row stands and change when rows move; a key belongs to the row for good, so that
edits, comments and undo still find it. Everything that comes from a browser passes through here first.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from championships.schemes.exchange.texts import LARGEST_MARK, latin, number, storable, whole_number

Row = dict[str, Any]
Content = dict[str, Any]

ROOT = ""
LEVELS = ("scheme", "criterion", "sub_criterion", "aspect")
CHILDREN: Mapping[str, str] = MappingProxyType(
    {"scheme": "criteria", "criterion": "sub_criteria", "sub_criterion": "aspects"}
)
KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
LONGEST_TEXT = 40_000
LONGEST_TITLE = 200
LARGEST_SECTION = 999
LARGEST_RULE = 20_000
MOST_ROWS: Mapping[str, int] = MappingProxyType({"scheme": 26, "criterion": 99, "sub_criterion": 500})
MOST_ASPECTS = 1_500
MOST_SECTIONS = 99
SCORES = 4
KINDS: Mapping[str, str] = MappingProxyType({"M": "M", "J": "J", "O": "M", "S": "M"})
LISTS_OF_RULES = ("choices", "ranges", "rows")
WORDS_OF_RULES = frozenset({"rule", "type", "label", "steps", "deduction_type", "addition_type", "difference_type"})


class EditRefused(ValueError):
    """An edit that cannot be made; the text says why, in the reader's language."""


def clean_text(value: object, longest: int = LONGEST_TEXT) -> str:
    """Return `value` as a text that any database takes.

    Raises:
        EditRefused: it is no text, or longer than `longest` characters.
    """
    if not isinstance(value, str):
        raise EditRefused(_("This is no text."))
    text = storable(value).strip()
    if len(text) > longest:
        raise EditRefused(_("The text is longer than %(most)s characters.") % {"most": longest})
    return text


def clean_name(value: object) -> str:
    """Return `value` as a text of one line."""
    return " ".join(clean_text(value).split())


def clean_mark(value: object) -> str:
    """Return a mark as text with two decimals; an empty one is 0.00. A comma is a decimal sign too.

    Raises:
        EditRefused: it is no mark from 0.00 to 9999.99 with at most two decimals.
    """
    typed = clean_text(value)
    figure = number(typed) if typed else Decimal(0)
    if figure is None or not 0 <= figure <= LARGEST_MARK or figure != round(figure, 2):
        raise EditRefused(
            _("“%(typed)s” is no mark: write a number such as 0.50, with at most two decimals.") % {"typed": typed[:40]}
        )
    return f"{figure:.2f}"


def clean_declared(value: object) -> str | None:
    """Return the marks that a section declares, None where it says nothing."""
    return None if value in {None, ""} else clean_mark(value)


def clean_section(value: object) -> int | None:
    """Return the number of a standards section, or None for no section.

    Raises:
        EditRefused: it is no whole number from 0 to 999.
    """
    if value in {None, ""}:
        return None
    found = whole_number(str(value)) if isinstance(value, int | str) and not isinstance(value, bool) else None
    if found is None or not 0 <= found <= LARGEST_SECTION:
        raise EditRefused(_("“%(typed)s” is no number of a standards section.") % {"typed": str(value)[:40]})
    return found


def clean_kind(value: object) -> str:
    """Return `M` or `J`; Cyrillic letters that look alike are taken too.

    Raises:
        EditRefused: it is neither.
    """
    kind = KINDS.get(latin(clean_text(value))[:1])
    if kind is None:
        raise EditRefused(_("The type of an aspect is M (measurement) or J (judgement)."))
    return kind


def clean_ladder(value: object) -> list[str]:
    """Return the four texts of a judgement ladder, for the scores 0 to 3.

    Raises:
        EditRefused: they are not four texts.
    """
    if not isinstance(value, list) or len(value) > SCORES:
        raise EditRefused(_("A judgement ladder has a text for each of the scores 0 to 3."))
    texts = [clean_text(text) for text in value]
    return texts + [""] * (SCORES - len(texts))


def clean_rule(value: object) -> dict[str, Any] | None:
    """Return a measurement rule as plain JSON with its figures as exact texts; None is "full or zero".

    Whether the rule can be applied is not asked here: a draft may hold one that is half written.

    Raises:
        EditRefused: it has no shape of a rule.
    """
    if value is None:
        return None
    if not isinstance(value, dict) or len(json.dumps(value)) > LARGEST_RULE:
        raise EditRefused(_("This is no measurement rule."))
    return {clean_name(name): _rule_part(name, part) for name, part in value.items()}


def _rule_part(name: str, part: object) -> Any:
    if name in LISTS_OF_RULES and not (isinstance(part, list) and all(isinstance(item, dict) for item in part)):
        raise EditRefused(_("This is no measurement rule."))
    if isinstance(part, list):
        return [_rule_part("", item) for item in part]
    if isinstance(part, dict):
        return {clean_name(key): _rule_part(key, value) for key, value in part.items()}
    return _rule_value(name, part)


def _rule_value(name: str, value: object) -> str | bool | None:
    if value is None or isinstance(value, bool):
        return value
    text = clean_text(value if isinstance(value, str) else str(value))
    figure = None if name in WORDS_OF_RULES else number(text)
    return text if figure is None else format(figure, "f")


def clean_sections(value: object) -> list[list[Any]]:
    """Return the standards sections as `[number, name, declared marks or None]`, in their order.

    Raises:
        EditRefused: a number stands twice or is none, or the declared marks are no marks.
    """
    if not isinstance(value, list) or len(value) > MOST_SECTIONS:
        raise EditRefused(_("There are at most %(most)s standards sections.") % {"most": MOST_SECTIONS})
    sections = [_section(item) for item in value]
    numbers = [section[0] for section in sections]
    for one in numbers:
        if numbers.count(one) > 1:
            raise EditRefused(_("The standards section %(number)s stands twice.") % {"number": one})
    return sections


def _section(item: object) -> list[Any]:
    if not isinstance(item, list) or len(item) != 3:  # noqa: PLR2004 -- number, name, marks
        raise EditRefused(_("A standards section has a number, a name and its marks."))
    found = clean_section(item[0])
    if found is None:
        raise EditRefused(_("A standards section needs a number."))
    return [found, clean_name(item[1]), clean_declared(item[2])]


Cleaner = Callable[[object], Any]
FIELDS: Mapping[str, Mapping[str, Cleaner]] = MappingProxyType(
    {
        "scheme": {
            "title": lambda value: clean_text(value, LONGEST_TITLE),
            "skill_number": lambda value: clean_text(value, 20),
            "skill_name": clean_name,
            "sections": clean_sections,
        },
        "criterion": {"name": clean_name},
        "sub_criterion": {"name": clean_name, "day": clean_name, "team": clean_name},
        "aspect": {
            "kind": clean_kind,
            "maximum": clean_mark,
            "description": clean_text,
            "extra": clean_text,
            "requirement": clean_text,
            "section": clean_section,
            "ladder": clean_ladder,
            "calculation": clean_rule,
        },
    }
)
EMPTY: Mapping[str, object] = MappingProxyType(
    {"kind": "M", "maximum": "", "section": None, "ladder": [], "calculation": None, "sections": []}
)


def clean_field(level: str, field: object, value: object) -> Any:
    """Return `value` as the field of a row of `level` keeps it.

    Raises:
        EditRefused: rows of this level have no such field, or it cannot hold the value.
    """
    cleaner = FIELDS[level].get(str(field))
    if cleaner is None:
        raise EditRefused(_("There is no such field."))
    return cleaner(value)


def clean_row(level: str, raw: object) -> Row:
    """Return a whole row with everything below it; a field that is not said is empty.

    Raises:
        EditRefused: it has no sound key, or a field cannot hold its value.
    """
    if not isinstance(raw, dict) or not KEY.fullmatch(str(raw.get("key", ""))):
        raise EditRefused(_("This is no row of a marking scheme."))
    row: Row = {"key": raw["key"]}
    for field, cleaner in FIELDS[level].items():
        row[field] = cleaner(raw.get(field, EMPTY.get(field, "")))
    if level in CHILDREN:
        below = raw.get(CHILDREN[level], [])
        if not isinstance(below, list):
            raise EditRefused(_("This is no row of a marking scheme."))
        row[CHILDREN[level]] = [clean_row(level_below(level), item) for item in below]
    return row


def level_below(level: str) -> str:
    """Return the level of the rows inside a row of `level`.

    Raises:
        EditRefused: an aspect holds no rows.
    """
    if level not in CHILDREN:
        raise EditRefused(_("An aspect holds no rows."))
    return LEVELS[LEVELS.index(level) + 1]


def walk(row: Row, level: str = "scheme") -> Iterator[tuple[str, Row]]:
    """Yield `row` and everything below it with its level, in the order of reading."""
    yield level, row
    for child in row.get(CHILDREN.get(level, ""), ()):
        yield from walk(child, level_below(level))


def keys_in(row: Row, level: str) -> list[str]:
    """Return the keys of `row` and of everything below it."""
    return [str(one.get("key", ROOT)) for _level, one in walk(row, level)]


def empty_content(title: str = "", skill_number: str = "", skill_name: str = "") -> Content:
    """Return a draft with nothing in it."""
    return {
        "title": clean_text(title, LONGEST_TITLE),
        "skill_number": clean_text(skill_number, 20),
        "skill_name": clean_name(skill_name),
        "sections": [],
        "criteria": [],
    }
