"""The harness itself: a server that answers, stops and comes back, and a browser that sees it."""

import urllib.request

import pytest
from playwright.sync_api import Browser

from tests.browser import people
from tests.browser.server import Server

UNDER_A_BAR = """<!doctype html><html lang="en"><title>A bar</title>
<style>* { margin: 0 } button { border: 0; padding: 0; width: 40px; height: 40px }</style>
<main><h1>A bar</h1><div style="height: 1500px"></div><button id="target">A</button><button>B</button><div style="height: 1500px"></div></main>
<footer style="position: sticky; bottom: 0"><button style="width: 100%">Next</button></footer>"""


def test_server_killed_and_restarted_answers_at_the_same_address(server: Server) -> None:
    server.kill()
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"{server.url}/healthz", timeout=10)
    server.restart()
    with urllib.request.urlopen(f"{server.url}/healthz", timeout=10) as answer:
        assert answer.status == 200


def test_server_stopped_by_a_deployment_leaves_no_complaint_in_its_log(server: Server) -> None:
    server.stop()
    assert "Traceback" not in server.log.read_text()
    server.restart()


def test_a_target_half_under_a_bar_is_large_enough_and_a_small_one_is_not(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    try:
        page.set_content(UNDER_A_BAR)
        # Ten pixels of the target are left to be seen.
        page.locator("#target").evaluate("element => element.scrollIntoView({block: 'end'})")
        page.evaluate("window.scrollBy(0, 10)")
        people.assert_accessible(page)
        page.locator("#target").evaluate("element => { element.style.width = element.style.height = '10px' }")
        with pytest.raises(AssertionError, match="target-size"):
            people.assert_accessible(page)
    finally:
        page.close()
