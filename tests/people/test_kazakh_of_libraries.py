"""Kazakh for the pages of allauth and Django: complete, and faithful to the placeholders."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import allauth
import django
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client
from django.utils.translation.template import templatize

from people.demo import PASSWORD, DemoPeople

PO = Path(settings.ROOT) / "site" / "podium" / "locale_of_libraries" / "kk" / "LC_MESSAGES" / "django.po"
ALLAUTH = Path(allauth.__file__).parent
DJANGO = Path(django.__file__).parent
OTHER_APPS = {"socialaccount", "usersessions", "idp", "headless", "openid"}
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
DJANGO_APPS = ("conf", "contrib/auth", "contrib/admin", "contrib/contenttypes", "contrib/humanize")


def read(path: Path, locale: str = "kk") -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=locale)


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    return read(PO)


def first(message_id: str | tuple[str, ...] | list[str]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def is_translated(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def sources_of_allauth() -> Iterator[io.BytesIO]:
    for path in ALLAUTH.rglob("*"):
        if OTHER_APPS & set(path.parts) or "tests" in path.parts:
            continue
        if path.suffix == ".py":
            yield io.BytesIO(path.read_bytes())
        elif path.suffix in {".html", ".txt"}:
            # The tokeniser of Babel minds the indentation that templatize leaves behind.
            lines = templatize(path.read_text(), origin=str(path)).splitlines()
            yield io.BytesIO("\n".join(line.strip() for line in lines).encode())


def test_every_message_of_allauth_is_in_kazakh(catalogue: Catalog) -> None:
    found = [item for source in sources_of_allauth() for item in extract("python", source, keywords=KEYWORDS)]
    missing = [ids for _line, ids, _, context in found if not is_translated(catalogue.get(first(ids), context))]
    assert len(found) > 300
    assert missing == []


@pytest.mark.parametrize("app", DJANGO_APPS)
def test_every_message_of_django_is_in_kazakh(catalogue: Catalog, app: str) -> None:
    english, kazakh = (read(DJANGO / app / "locale" / code / "LC_MESSAGES" / "django.po") for code in ("en", "kk"))
    missing = [
        message.id
        for message in english
        if message.id
        and not is_translated(catalogue.get(first(message.id), message.context))
        and not is_translated(kazakh.get(first(message.id), message.context))
    ]
    assert missing == []


def test_placeholders_are_kept(catalogue: Catalog) -> None:
    wrong = []
    for message in catalogue:
        pairs = zip(forms(message.id), forms(message.string), strict=True) if message.id else ()
        wrong += [(a, b) for a, b in pairs if set(PLACEHOLDER.findall(a)) != set(PLACEHOLDER.findall(b))]
    assert wrong == []


def test_tags_and_outer_spaces_are_kept(catalogue: Catalog) -> None:
    def shape(text: str) -> tuple[list[str], bool, bool]:
        return sorted(re.findall(r"</?[a-z]+", text)), text[:1].isspace(), text[-1:].isspace()

    pairs = [(first(message.id), forms(message.string)[0]) for message in catalogue if message.id]
    assert [pair for pair in pairs if shape(pair[0]) != shape(pair[1])] == []


def test_plural_forms_are_those_of_django(catalogue: Catalog) -> None:
    theirs = read(DJANGO / "conf" / "locale" / "kk" / "LC_MESSAGES" / "django.po")
    assert (catalogue.num_plurals, catalogue.plural_expr) == (theirs.num_plurals, theirs.plural_expr)


def test_nothing_is_left_in_english(catalogue: Catalog) -> None:
    same = {
        message.id
        for message in catalogue
        if message.id
        and message.string == message.id
        and re.search("[A-Za-z]{3}", PLACEHOLDER.sub("", first(message.id)))
    }
    assert same == {"IPv4", "IPv6", "WebAuthn"}


def english_shown(page: str, catalogue: Catalog) -> set[str]:
    """Return the messages of the libraries that stand on the page in English."""
    visible = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", "|", page, flags=re.DOTALL)
    shown = {" ".join(part.split()) for part in visible.split("|")}
    english = {first(message.id) for message in catalogue if message.id and re.search("[a-z]{2}", first(message.id))}
    return shown & english - {name for _code, name in settings.LANGUAGES}


@pytest.mark.usefixtures("kazakh_of_libraries")
@pytest.mark.parametrize("page", ["login", "signup", "password/reset", "password/reset/done"])
def test_pages_before_sign_in_show_no_english(db: None, catalogue: Catalog, page: str) -> None:
    response = Client().get(f"/kk/accounts/{page}/")
    assert response.status_code == 200
    assert english_shown(response.content.decode(), catalogue) == set()


@pytest.mark.usefixtures("kazakh_of_libraries")
@pytest.mark.parametrize("page", ["logout", "email", "password/change", "reauthenticate", "2fa", "2fa/totp/activate"])
def test_pages_after_sign_in_show_no_english(people: DemoPeople, catalogue: Catalog, page: str) -> None:
    client = Client()
    client.post("/kk/accounts/login/", {"login": "mentor@podium.example", "password": PASSWORD})
    if page == "2fa/totp/activate":
        client.post("/kk/accounts/reauthenticate/", {"password": PASSWORD})
    response = client.get(f"/kk/accounts/{page}/")
    assert response.status_code == 200
    assert english_shown(response.content.decode(), catalogue) == set()


@pytest.mark.usefixtures("kazakh_of_libraries")
def test_errors_of_sign_in_are_in_kazakh(db: None) -> None:
    page = Client().post("/kk/accounts/login/", {"login": "nobody@podium.example", "password": "wrong"})
    [error] = page.context["form"].non_field_errors()
    assert error == "Сіз көрсеткен электрондық пошта мекенжайы және/немесе құпиясөз дұрыс емес."
