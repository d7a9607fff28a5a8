"""`manage.py serve`: serve Podium, pages and live rooms, with Daphne."""

from argparse import ArgumentParser
from typing import Any

from channels.routing import get_default_application
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from podium import demo, due, serving


class Command(BaseCommand):
    """Serve Podium with Daphne until SIGINT or SIGTERM."""

    help = "Serve Podium, pages and live rooms, with Daphne."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options of the command line."""
        parser.add_argument("--host", default="127.0.0.1", help="the interface to listen on; 0.0.0.0 for every one")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--demo", action="store_true", help="migrate, load the demo if there is none, and say how to sign in"
        )

    def handle(self, **options: Any) -> None:
        """Compile stale translations and prepare the demo where it is asked for, then serve."""
        self._translate()
        if options["demo"]:
            self._prepare()
        self._serve(
            options["host"],
            options["port"],
            greeting=f"{demo.greeting()}\nStop with Ctrl+C." if options["demo"] else "",
        )

    def _translate(self) -> None:
        """Compile translations that have changed, or say that their words will be missing."""
        try:
            call_command("compile_translations", stdout=self.stdout)
        except OSError as refusal:
            self.stderr.write(
                f"The translations are missing or old, and cannot be compiled: {refusal}\n"
                "Some words will be in English. Run manage.py compile_translations as somebody who may write there."
            )

    def _prepare(self) -> None:
        call_command("migrate", verbosity=0)
        if not demo.is_loaded():
            self.stdout.write("Loading the demo ...")
            call_command("load_demo", quiet=True)

    def _serve(self, host: str, port: int, *, greeting: str) -> None:
        server = serving.server(
            get_default_application(),
            host=host,
            port=port,
            behind_proxy=settings.BEHIND_PROXY,
            straight_frames=not settings.PLAIN_SOCKETS,
            when_listening=lambda: self._say(f"Podium is at {serving.address(host, port)}\n{greeting}"),
        )
        if settings.DUE_BY_ITSELF:
            due.start()
        server.run()
        if server.refusal:
            message = (
                f"Podium cannot listen on port {port}: {server.refusal}\nTry another port: make run PORT={port + 1}"
            )
            raise CommandError(message)

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
