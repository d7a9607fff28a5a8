"""The pages that stand on the look alone: style guide, sign-in, errors."""

import re
from pathlib import Path

import pytest
from django.template import loader
from django.test import Client, RequestFactory

from design import showcase
from design.tokens import read_tokens

STYLE_SHEETS = Path(showcase.__file__).parent / "static" / "design" / "css"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_style_guide_shows_every_component(client: Client, language: str) -> None:
    page = client.get(f"/{language}/styleguide/")
    text = page.content.decode()
    assert page.status_code == 200
    assert f'<html lang="{language}"' in text
    for chapter in showcase.CHAPTERS:
        for example in chapter.examples:
            assert f"<code>{example.name}</code>" in text


def test_style_guide_leaves_no_component_and_no_example_out() -> None:
    shown = {example.name for chapter in showcase.CHAPTERS for example in chapter.examples}
    sources = " ".join(example.source for chapter in showcase.CHAPTERS for example in chapter.examples)
    components = {
        path.stem.replace("_", "-") for path in (showcase.EXAMPLES.parent.parent / "components").glob("*.html")
    }
    assert shown == {path.stem for path in showcase.EXAMPLES.glob("*.html")}
    assert {name for name in components if f"<c-{name}" not in sources} == set()


def test_style_guide_shows_every_colour() -> None:
    shown = {f"colour-{name}" for group in showcase.COLOURS for name in group.names}
    stated = {name for name in read_tokens() if name.startswith("colour-")}
    assert stated - shown == {"colour-veil"}


@pytest.mark.django_db
def test_page_carries_the_appearance_of_the_cookie(client: Client) -> None:
    client.cookies["appearance"] = "dark"
    assert 'data-appearance="dark"' in client.get("/en/styleguide/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["login", "signup", "password/reset"])
def test_ways_in_look_like_podium(client: Client, name: str) -> None:
    text = client.get(f"/en/accounts/{name}/").content.decode()
    assert 'class="site-header"' in text
    assert 'class="form"' in text
    assert 'class="field-label"' in text


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html"])
def test_pages_of_last_resort_need_no_context_and_no_database(name: str) -> None:
    # No database mark here: a query would fail the test.
    assert "<h1>" in loader.get_template(name).render()


@pytest.mark.django_db
def test_page_that_does_not_exist_is_answered_in_the_language_of_the_address(client: Client) -> None:
    answer = client.get("/kk/no-such-page/")
    assert answer.status_code == 404
    assert '<html lang="kk"' in answer.content.decode()


def test_title_of_a_page_has_the_name_of_the_product_once() -> None:
    request = RequestFactory().get("/en/")
    titles = [
        re.search(r"<title>(.*?)</title>", loader.get_template(name).render({}, request), re.DOTALL)
        for name in ("design/bare.html", "design/stage.html")
    ]
    assert [title and title[1].count("Podium") for title in titles] == [1, 1]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/en/styleguide/", "/en/accounts/login/"])
def test_pages_carry_no_inline_code_and_no_inline_style(client: Client, address: str) -> None:
    text = client.get(address).content.decode()
    assert not re.search(r"<[^>]+\sstyle=", text)
    assert not re.search(r"<[^>]+\son[a-z]+=", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert "<style" not in text


def test_style_sheets_stay_short_enough_to_read() -> None:
    assert {path.name for path in STYLE_SHEETS.glob("*.css") if path.read_text().count("\n") > 400} == set()


def test_only_the_tokens_name_colours() -> None:
    naming = re.compile(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(", re.IGNORECASE)
    sheets = {path.name for path in STYLE_SHEETS.glob("*.css") if naming.search(path.read_text())}
    assert sheets == {"tokens.css", "print.css"}
