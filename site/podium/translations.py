"""The catalogues of translated words: gathered from the sources, compiled, and checked, without gettext's programs.

Django's own commands start xgettext and msgfmt; here Babel does their work, so that a machine with
nothing but Python can translate Podium.
"""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

WINGS = ("site", "media", "championships", "coaching")
# As Django's own catalogues count; Russian in three forms, because no text of ours counts in fractions.
PLURAL_FORMS = {
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)",
    "kk": "nplurals=2; plural=(n!=1)",
}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    **{f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext", "npgettext")},
    "gettext_noop": None,
}
COMMENT = "Translators:"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|(?<!\{)\{\w*\}(?!\})|</?\w+")


@dataclass(frozen=True)
class Domain:
    """One catalogue of each language: its name, and what in the tree it is gathered from."""

    name: str
    patterns: tuple[tuple[str, str], ...]  # (glob below a wing, Babel's method)


DOMAINS = (
    Domain(
        "django", (("**/*.py", "python"), ("**/templates/**/*.html", "template"), ("**/templates/**/*.txt", "template"))
    ),
    Domain("djangojs", (("**/static/**/*.js", "javascript"),)),
)


@dataclass(frozen=True)
class Found:
    """One text to translate: its words (with its plural), its context, and where it stands."""

    words: str | tuple[str, ...]
    context: str | None
    comments: tuple[str, ...]
    place: str


def gather(root: Path, domain: Domain) -> Iterator[Found]:
    """Yield every text to translate of `domain` in the wings below `root`, in the order of the files' names."""
    for pattern, method in domain.patterns:
        for wing in WINGS:
            for path in sorted((root / wing).glob(pattern)):
                if "migrations" not in path.parts:
                    yield from _texts_of(path, method, path.relative_to(root).as_posix())


def _texts_of(path: Path, method: str, place: str) -> Iterator[Found]:
    source = path.read_text(encoding="utf-8")
    if method == "template":
        # Django turns a template into something like Python; its indentation means nothing there.
        source = "\n".join(line.strip() for line in templatize(source, origin=place).splitlines())
        method = "python"
    found = extract(
        method,
        io.BytesIO(source.encode()),
        keywords=KEYWORDS,
        comment_tags=[COMMENT],
        options={"parse_template_string": True},  # words also stand inside `${...}`
        strip_comment_tags=True,
    )
    for _line, words, comments, context in found:
        if words:
            yield Found(words if isinstance(words, str) else tuple(words), context, tuple(comments), place)


def catalogue(found: Iterable[Found]) -> Catalog:
    """Return the catalogue, without translations, of the texts `found`."""
    template = Catalog(fuzzy=False)
    for text in found:
        template.add(text.words, context=text.context, auto_comments=text.comments, locations=[(text.place, 0)])
    return template


def path_of(folder: Path, language: str, domain: str) -> Path:
    """Return where the catalogue of `language` and `domain` stands in the locale folder `folder`."""
    return folder / language / "LC_MESSAGES" / f"{domain}.po"


def read(path: Path, language: str) -> Catalog:
    """Return the catalogue at `path`, or an empty one with the right plural forms if there is none."""
    if path.exists():
        with path.open("rb") as file:
            return read_po(file, locale=language)
    return read_po(io.BytesIO(_header(language).encode()), locale=language)


def _header(language: str) -> str:
    lines = {
        "Project-Id-Version": "Podium",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": f"{PLURAL_FORMS[language]};",
    }
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{name}: {value}\\n"\n' for name, value in lines.items()) + "\n"


def text_of(catalog: Catalog, language: str) -> str:
    """Return the catalogue as the text of a .po file: sorted, and with neither dates nor line numbers."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, sort_output=True, include_lineno=False, ignore_obsolete=True, omit_header=True, width=120)
    return _header(language) + buffer.getvalue().decode()


def updated(old: Catalog, template: Catalog) -> Catalog:
    """Return `old` with exactly the texts of `template`, keeping the translations of those it had."""
    old.update(template, no_fuzzy_matching=True, update_creation_date=False)
    return old


def write(path: Path, catalog: Catalog, language: str) -> None:
    """Write the catalogue to `path`, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text_of(catalog, language), encoding="utf-8")


def compile_catalogue(path: Path, language: str) -> bool:
    """Compile the .po file at `path` beside itself; return whether it was stale."""
    compiled = path.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime_ns >= path.stat().st_mtime_ns:
        return False
    catalog = read(path, language)
    with compiled.open("wb") as file:
        write_mo(file, catalog)
    return True


def problems(catalog: Catalog) -> Iterator[str]:
    """Yield what is wrong with the translations of `catalog`, one line for each fault."""
    for message in catalog:
        if message.id:
            yield from (f"{_first(message)!r}: {fault}" for fault in _faults(message, catalog.num_plurals))
    yield from (f"{_first(message)!r}: obsolete" for message in catalog.obsolete.values())


def strangers(catalog: Catalog, template: Catalog) -> Iterator[str]:
    """Yield the texts that stand in only one of the sources (`template`) and the catalogue."""
    here, there = _keys(catalog), _keys(template)
    yield from (f"{key[1]!r}: not in the catalogue; run make messages" for key in sorted(there - here, key=str))
    yield from (f"{key[1]!r}: no longer in the sources; run make messages" for key in sorted(here - there, key=str))


def _keys(catalog: Catalog) -> set[tuple[str | None, str | tuple[str, ...]]]:
    return {(m.context, m.id if isinstance(m.id, str) else tuple(m.id)) for m in catalog if m.id}


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _faults(message: Message, plurals: int) -> Iterator[str]:
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
    if message.fuzzy:
        yield "fuzzy"
    if not all(strings) or len(strings) != (1 if len(ids) == 1 else plurals):
        yield "not translated"
        return
    wanted = [sorted(PLACEHOLDER.findall(words)) for words in ids]
    for string in strings:
        if sorted(PLACEHOLDER.findall(string)) not in wanted:
            yield f"other placeholders or tags in {string!r}"
