"""The harness itself: a server that answers, stops and comes back, and a browser that sees it."""

import urllib.request

import pytest

from tests.browser.server import Server


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
