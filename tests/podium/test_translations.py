"""Gathering, compiling and checking translations without gettext's programs."""

import ast
import gettext
import os
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from django.conf import settings

from podium import translations

DJANGO, JAVASCRIPT = translations.DOMAINS

TEMPLATE = """{% load i18n %}
  <c-button variant="primary" aria-label="{% translate 'Open the room' %}">{% translate "May" context "month" %}</c-button>
      {% blocktranslate trimmed count marks=n %}
        One mark
      {% plural %}
        {{ marks }} marks
      {% endblocktranslate %}
{# Translators: shown when nobody came #}
{{ name|default:_("nobody") }}
"""


def _tree(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _words_in_formatted_strings(path: Path) -> list[int]:
    """Return the lines of the texts to translate that stand inside formatted strings of `path`."""
    strings = [node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.JoinedStr)]
    calls = [node for string in strings for node in ast.walk(string) if isinstance(node, ast.Call)]
    return [
        call.lineno
        for call in calls
        if getattr(call.func, "id", getattr(call.func, "attr", "")) in translations.KEYWORDS
    ]


def _catalog(words: str | tuple[str, ...], string: str | tuple[str, ...], language: str = "ru") -> Catalog:
    catalog = translations.read(Path("nowhere"), language)
    catalog.add(words, string)
    return catalog


def test_templates_give_their_words_also_from_inside_component_tags(tmp_path: Path) -> None:
    _tree(tmp_path, "site/pages/templates/pages/a.html", TEMPLATE)
    found = {(text.words, text.context, text.comments) for text in translations.gather(tmp_path, DJANGO)}
    assert found == {
        ("Open the room", None, ()),
        ("May", "month", ()),
        (("One mark", "%(marks)s marks"), None, ()),
        ("nobody", None, ("shown when nobody came",)),
    }


def test_python_gives_its_words_also_when_they_are_lazy(tmp_path: Path) -> None:
    _tree(
        tmp_path,
        "coaching/rooms/a.py",
        'a = _("one")\nb = ngettext_lazy("mark", "marks", 2)\nc = pgettext_lazy("x", "y")\n',
    )
    assert [text.words for text in translations.gather(tmp_path, DJANGO)] == ["one", ("mark", "marks"), "y"]


def test_scripts_give_their_words_into_the_catalogue_of_the_browser(tmp_path: Path) -> None:
    script = "say(window.gettext('Live')); interpolate(ngettext('%(n)s mark', '%(n)s marks', n), {n}, true);"
    _tree(tmp_path, "design/a.js", script)
    _tree(tmp_path, "site/design/static/design/js/a.js", script)
    assert [text.words for text in translations.gather(tmp_path, JAVASCRIPT)] == ["Live", ("%(n)s mark", "%(n)s marks")]
    assert list(translations.gather(tmp_path, DJANGO)) == []


def test_scripts_give_their_words_also_from_inside_template_literals(tmp_path: Path) -> None:
    script = "say(`<b>${gettext('Offline')}</b> ${interpolate(gettext('%(n)s left'), {n}, true)}`, gettext('Live'));"
    _tree(tmp_path, "site/podium/static/podium/js/a.js", script)
    assert [text.words for text in translations.gather(tmp_path, JAVASCRIPT)] == ["Offline", "%(n)s left", "Live"]


def test_no_words_stand_inside_formatted_strings_where_gathering_misses_them() -> None:
    paths = [path for wing in translations.WINGS for path in sorted((settings.ROOT / wing).rglob("*.py"))]
    assert [f"{path}:{line}" for path in paths for line in _words_in_formatted_strings(path)] == []


def test_migrations_give_no_words(tmp_path: Path) -> None:
    _tree(tmp_path, "media/migrations/0001_initial.py", '_("old")')
    assert list(translations.gather(tmp_path, DJANGO)) == []


def test_updating_keeps_translations_drops_what_is_gone_and_guesses_nothing() -> None:
    old = _catalog("Open the room", "Открыть комнату")
    old.add("Gone", "Ушло")
    template = Catalog(fuzzy=False)
    template.add("Open the room")
    template.add("Open the rooms")
    text = translations.text_of(translations.updated(old, template), "ru")
    assert "Открыть комнату" in text
    assert "Gone" not in text
    assert "fuzzy" not in text
    assert 'msgid "Open the rooms"\nmsgstr ""' in text


def test_the_text_of_a_catalogue_is_the_same_after_reading_it_again(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    translations.write(path, _catalog("Open the room", "Открыть комнату"), "ru")
    again = translations.text_of(translations.read(path, "ru"), "ru")
    assert again == path.read_text(encoding="utf-8")
    assert "POT-Creation-Date" not in again


@pytest.mark.parametrize(
    ("language", "forms", "count", "expected"),
    [
        ("ru", ("%(n)s балл", "%(n)s балла", "%(n)s баллов"), 3, "%(n)s балла"),
        ("ru", ("%(n)s балл", "%(n)s балла", "%(n)s баллов"), 11, "%(n)s баллов"),
        ("kk", ("%(n)s балл", "%(n)s балл"), 5, "%(n)s балл"),
    ],
)
def test_compiled_catalogues_count_as_their_language_does(
    tmp_path: Path, language: str, forms: tuple[str, ...], count: int, expected: str
) -> None:
    path = tmp_path / "django.po"
    translations.write(path, _catalog(("%(n)s mark", "%(n)s marks"), forms, language), language)
    assert translations.compile_catalogue(path, language)
    with path.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).ngettext("%(n)s mark", "%(n)s marks", count) == expected


def test_a_catalogue_is_compiled_again_only_when_it_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    translations.write(path, _catalog("a", "б"), "ru")
    assert translations.compile_catalogue(path, "ru")
    assert not translations.compile_catalogue(path, "ru")
    later = path.with_suffix(".mo").stat().st_mtime_ns + 1_000_000_000
    os.utime(path, ns=(later, later))
    assert translations.compile_catalogue(path, "ru")


@pytest.mark.parametrize(
    ("words", "string", "fault"),
    [
        ("Go", "", "not translated"),
        (("%(n)s mark", "%(n)s marks"), ("%(n)s балл", "", ""), "not translated"),
        ("Hello, %(name)s", "Привет, %(имя)s", "other placeholders"),
        ("{count} marks", "{число} баллов", "other placeholders"),
        ("<b>Now</b>", "Сейчас", "other placeholders"),
    ],
)
def test_a_wrong_translation_is_named(words: str | tuple[str, ...], string: str | tuple[str, ...], fault: str) -> None:
    (found,) = translations.problems(_catalog(words, string))
    assert fault in found


def test_a_right_translation_is_left_in_peace() -> None:
    assert list(translations.problems(_catalog("Hello, %(name)s: 5%", "Привет, %(name)s: 5%"))) == []
    plural = _catalog(("One mark", "%(n)s marks"), ("%(n)s балл", "%(n)s балла", "%(n)s баллов"))
    assert list(translations.problems(plural)) == []


def test_a_catalogue_that_differs_from_its_sources_is_named() -> None:
    catalog = _catalog("Old", "Старое")
    template = Catalog(fuzzy=False)
    template.add("New")
    missing, stale = translations.strangers(catalog, template)
    assert "'New': not in the catalogue" in missing
    assert "'Old': no longer in the sources" in stale


@pytest.mark.parametrize("domain", translations.DOMAINS, ids=lambda domain: domain.name)
def test_no_sentence_of_kazakh_is_the_russian_one(domain: translations.Domain) -> None:
    folder = Path(settings.LOCALE_PATHS[0])
    russian, kazakh = (
        translations.read(translations.path_of(folder, language, domain.name), language) for language in ("ru", "kk")
    )
    same = [message.id for message in kazakh if message.id and _said(message) == _said(_twin(russian, message))]
    # Names, and words that both languages have from elsewhere, are alike; a sentence is not.
    assert [text for text in same if len(str(text).split()) >= LEAST_WORDS] == []


LEAST_WORDS = 5


def _twin(catalog: Catalog, message: Message) -> Message:
    found = catalog.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
    assert found is not None
    return found


def _said(message: Message) -> str:
    said = message.string or ""
    return said if isinstance(said, str) else said[0]
