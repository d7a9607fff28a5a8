"""`manage.py load_demo`: load what is missing of the demo, and say how to sign in."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from podium import demo
from podium.showcase.loading import load


class Command(BaseCommand):
    """Load what is missing of the demo; what people have changed stays as they left it."""

    help = "Load the demo: people, marking schemes, pages in three languages, results, and an open room."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options of the command line."""
        parser.add_argument("--quiet", action="store_true", help="say nothing when all went well")

    def handle(self, **options: Any) -> None:
        """Load the demo, and say where it is unless asked not to."""
        load()
        if not options["quiet"]:
            self.stdout.write(f"The demo is at {settings.PUBLIC_ADDRESS}\n{demo.greeting()}")
