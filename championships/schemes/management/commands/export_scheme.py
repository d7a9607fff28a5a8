"""Write a version of a marking scheme to a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from championships.schemes.exporting import FORMATS, export, file_name
from championships.schemes.models import Scheme, SchemeVersion

LONGEST_KEY = 18


class Command(BaseCommand):
    """`export_scheme SCHEME [--version N] [--format workbook|json] [--output FILE]`: prints the name of the file."""

    help = "Write a version of a marking scheme to a file: the workbook that CIS imports, or JSON."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Let `--version` be the scheme's, not Django's."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the arguments."""
        parser.add_argument("scheme", help="The key of the scheme, or its whole title.")
        parser.add_argument("--version", type=int, metavar="N", help="The version (default: the newest).")
        parser.add_argument("--format", choices=sorted(FORMATS), default="workbook", help="What to write.")
        parser.add_argument("--output", type=Path, metavar="FILE", help="Where to (default: a name made of the title).")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the file."""
        version = _version(_scheme(options["scheme"]), options["version"])
        kind = options["format"]
        path: Path = options["output"] or Path(file_name(version, kind))
        try:
            path.write_bytes(export(version, kind))
        except OSError as error:
            message = f"{path}: {error.strerror}"
            raise CommandError(message) from error
        self.stdout.write(str(path))


def _scheme(asked: str) -> Scheme:
    by_key = asked.isascii() and asked.isdigit() and len(asked) <= LONGEST_KEY
    found = list(Scheme.objects.filter(pk=int(asked)) if by_key else Scheme.objects.filter(title=asked)[:2])
    if len(found) != 1:
        message = f"There is no scheme {asked}." if not found else f"Several schemes are called {asked}: use the key."
        raise CommandError(message)
    return found[0]


def _version(scheme: Scheme, number: int | None) -> SchemeVersion:
    versions = scheme.versions.select_related("scheme").order_by("-number")
    found = versions.first() if number is None else versions.filter(number=number).first()
    if found is None:
        message = f"{scheme} has no version {number}." if number is not None else f"{scheme} has no version."
        raise CommandError(message)
    return found
