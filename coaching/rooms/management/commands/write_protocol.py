"""Write what is generated from the protocol of live rooms: schema, types and tables."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from coaching.rooms.protocol import describing

ROOT = settings.ROOT
SCHEMA = ROOT / "docs" / "protocol.schema.json"
PAGE = ROOT / "docs" / "protocol.md"
TYPES = ROOT / "coaching" / "rooms" / "static" / "rooms" / "js" / "protocol-types.js"


def written() -> dict[Path, str]:
    """Return what each file has to say."""
    page = PAGE.read_text(encoding="utf-8")
    return {
        SCHEMA: describing.schema_text(),
        TYPES: describing.browser_types(),
        PAGE: describing.with_tables(page),
    }


class Command(BaseCommand):
    """Write the JSON Schema of the protocol, the browser's types, and the tables of docs/protocol.md."""

    help = "Write the JSON Schema of live rooms, the browser's types, and the tables of docs/protocol.md."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer a look without writing."""
        parser.add_argument("--check", action="store_true", help="only say whether something is out of date")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files, or fail when one is not what it should be."""
        stale = {path: text for path, text in written().items() if not path.exists() or path.read_text("utf-8") != text}
        if options["check"] and stale:
            names = ", ".join(str(path.relative_to(ROOT)) for path in stale)
            raise CommandError(f"Out of date: {names}. Run manage.py write_protocol.")
        for path, text in stale.items():
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"Wrote {path.relative_to(ROOT)}.")
