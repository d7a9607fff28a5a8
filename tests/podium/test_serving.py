"""How Podium listens."""

import gc
from typing import Any

import pytest
from daphne.ws_protocol import WebSocketFactory

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


def test_sockets_have_the_options_of_their_factory_and_copy_none() -> None:
    factory: Any = WebSocketFactory(None)
    factory.setProtocolOptions(maxMessagePayloadSize=7, openHandshakeTimeout=0)
    kind = serving._with_options(factory)
    made: Any = kind()
    assert made.maxMessagePayloadSize == 7
    # Every browser offers compression: an option that is a function must not take the socket for its offers.
    assert made.perMessageCompressionAccept([]) is None
    assert "maxMessagePayloadSize" not in vars(made)
    assert made.CONFIG_ATTRS == ()


def test_what_is_here_at_the_start_is_not_looked_through_again() -> None:
    before = gc.get_freeze_count()
    serving.keep_for_good()
    try:
        assert gc.get_freeze_count() > before
        assert len(gc.get_objects()) < gc.get_freeze_count()
    finally:
        gc.unfreeze()
