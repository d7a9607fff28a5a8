"""How Podium listens."""

import pytest

from podium import serving


@pytest.mark.parametrize(
    ("host", "described"),
    [
        ("127.0.0.1", "tcp:port=8000:interface=127.0.0.1:backlog=2048"),
        ("[::1]", r"tcp:port=8000:interface=\:\:1:backlog=2048"),
    ],
)
def test_the_endpoint_has_a_deep_queue_of_new_connections(host: str, described: str) -> None:
    assert serving.endpoint(host, 8000) == described


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://localhost:8001/"), ("0.0.0.0", "http://localhost:8001/"), ("::1", "http://[::1]:8001/")],  # noqa: S104
)
def test_the_printed_address_is_one_to_type_into_a_browser(host: str, address: str) -> None:
    assert serving.address(host, 8001) == address
