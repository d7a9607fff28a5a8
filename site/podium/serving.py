"""Daphne as Podium runs it: a deep queue of new connections, and a stop that tells browsers to come back."""

import gc
from collections.abc import Callable
from typing import Any

from daphne.server import Server
from daphne.ws_protocol import WebSocketProtocol
from twisted.internet import reactor, task
from twisted.python.failure import Failure

from coaching.rooms.frames import STRAIGHT
from podium import straight

# A hall of people opens its sockets within one second; Twisted's own queue holds fifty.
BACKLOG = 2048
# Rooms answer a message over 64 KiB themselves; what is larger than this closes the socket unread.
LARGEST_MESSAGE = 1024 * 1024
# When five thousand sockets are opened at once, the last is not to be turned away for the time that the others took.
SECONDS_TO_OPEN = 60
# RFC 6455 registry, "Service Restart": the browser's client takes it as "come back soon".
CLOSE_FOR_RESTART = 1012
# What the last words to browsers are given to leave this machine.
SECONDS_FOR_LAST_WORDS = 0.2


def endpoint(host: str, port: int) -> str:
    r"""Return Twisted's description of a TCP endpoint, for example `tcp:port=8000:interface=\:\:1:backlog=2048`."""
    escaped = host.strip("[]").replace(":", r"\:")
    return f"tcp:port={port}:interface={escaped}:backlog={BACKLOG}"


def address(host: str, port: int) -> str:
    """Return what a person types into a browser to reach the server that listens on `host` and `port`."""
    name = "localhost" if host in {"", "0.0.0.0", "::", "127.0.0.1"} else host  # noqa: S104 -- compared, not bound
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


class Socket(WebSocketProtocol):
    """Daphne's socket, which may also be closed because the server restarts.

    Autobahn lets a server close with codes from 3000 alone; the registry has had 1012 since 2012.
    """

    flow: straight.Flow | None = None

    def onOpen(self) -> None:  # noqa: N802 -- Autobahn's name
        """Learn from now on whether the reader keeps up."""
        self.flow = straight.Flow(self)
        super().onOpen()

    def straight(self) -> straight.Flow | None:
        """Return the straight way to this socket, or None if frames must go through Autobahn."""
        return self.flow if self.flow is not None and self.flow.straighten() else None

    def serverClose(self, code: int | None = None) -> None:  # noqa: N802 -- Daphne's name
        """Close the socket with `code`, 1000 if there is none."""
        if code == CLOSE_FOR_RESTART:
            self.sendCloseFrame(code=code)
        else:
            super().serverClose(code)


def keep_for_good() -> None:
    """Let the collector of rubbish look no more at what is here now: modules, models, templates, addresses.

    They stay as long as the process, and some hundred thousand objects looked through again in the middle of a mark
    hold up every screen for tens of milliseconds.
    """
    gc.collect()
    gc.freeze()


def _with_options(factory: Any) -> type[Socket]:
    """Return the class of the sockets that `factory` makes, which has the factory's options itself.

    Autobahn copies some thirty options into each new socket and writes a report of them for a log that nobody
    reads: a third of the work of a join.
    """
    names = [name for name in getattr(Socket, "CONFIG_ATTRS", ()) if hasattr(factory, name)]
    options = {name: getattr(factory, name) for name in names}
    # An option that is a function stays one: it is not to be called with the socket.
    kept = {name: staticmethod(option) if callable(option) else option for name, option in options.items()}
    return type("Socket", (Socket,), {**kept, "CONFIG_ATTRS": ()})


class PodiumServer(Server):
    """Daphne's server, which also says when it listens and closes sockets politely."""

    def __init__(
        self, *arguments: Any, when_listening: Callable[[], None], straight_frames: bool = True, **options: Any
    ) -> None:
        """Take Daphne's own arguments; `when_listening` is called once the port is open.

        With `straight_frames` rooms may write frames straight into sockets, where this Daphne allows it.
        """
        super().__init__(*arguments, ready_callable=self._use_our_sockets, **options)
        self.connections: dict[Any, dict[str, Any]] = {}
        self.when_listening = when_listening
        self.refusal = ""
        self._straight = straight_frames and straight.available()

    def _use_our_sockets(self) -> None:
        self.ws_factory.protocol = _with_options(self.ws_factory)

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Any:
        """Offer a socket its straight way."""
        if self._straight and isinstance(protocol, Socket):
            scope["extensions"] = {**scope.get("extensions", {}), STRAIGHT: protocol.straight}
        return super().create_application(protocol, scope)

    async def handle_reply(self, protocol: Any, message: dict[str, Any]) -> None:
        """Send a message of an application; return when its reader has room for the next one.

        Daphne itself returns at once, and lets what waits for a reader who does not read grow without end.
        """
        await super().handle_reply(protocol, message)
        flow = getattr(protocol, "flow", None)
        if flow is not None and message["type"] == "websocket.send":
            await flow.keep_up()

    def listen_success(self, port: Any) -> None:
        """Say that the port is open."""
        super().listen_success(port)
        keep_for_good()
        self.when_listening()

    def listen_error(self, failure: Failure) -> None:
        """Keep the reason, so that the command can name it after Daphne has given up."""
        self.refusal = failure.getErrorMessage()
        self.stop()

    def kill_all_applications(self) -> Any:
        """Tell every socket to come back, then let Daphne end what still runs.

        Daphne forgets the application of an idle connection, and then stumbles over it here:
        such connections are dropped first.
        """
        for protocol in self.connections:
            if isinstance(protocol, Socket) and protocol.state == Socket.STATE_OPEN:
                protocol.serverClose(CLOSE_FOR_RESTART)
        self.connections = {
            protocol: details for protocol, details in self.connections.items() if "application_instance" in details
        }
        ended = super().kill_all_applications()
        return ended.addCallback(lambda _: task.deferLater(reactor, SECONDS_FOR_LAST_WORDS))


def server(
    application: Any,
    *,
    host: str,
    port: int,
    behind_proxy: bool,
    when_listening: Callable[[], None],
    straight_frames: bool = True,
) -> PodiumServer:
    """Return a server for `application` that is ready to `run()`.

    With `behind_proxy` the reader's address, port and scheme are those that the proxy names in its
    X-Forwarded-* headers; the proxy must overwrite what a browser sent there (see docs/running.md).
    """
    return PodiumServer(
        application,
        when_listening=when_listening,
        straight_frames=straight_frames,
        endpoints=[endpoint(host, port)],
        websocket_max_message_size=LARGEST_MESSAGE,
        websocket_max_frame_size=LARGEST_MESSAGE,
        websocket_handshake_timeout=SECONDS_TO_OPEN,
        websocket_connect_timeout=SECONDS_TO_OPEN,
        proxy_forwarded_address_header="X-Forwarded-For" if behind_proxy else None,
        proxy_forwarded_port_header="X-Forwarded-Port" if behind_proxy else None,
        proxy_forwarded_proto_header="X-Forwarded-Proto" if behind_proxy else None,
        server_name="",
    )
