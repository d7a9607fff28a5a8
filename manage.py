#!/usr/bin/env python
"""Django's command line for Podium."""

import gc
import os
import sys
from pathlib import Path

# Importing Podium and building the states of its migrations make objects by the hundred thousand, nearly all of which
# stay. Python's own numbers have them looked through for rubbish so often that it takes a tenth of every start and a
# quarter of migrating an empty database.
GARBAGE_IS_SOUGHT_AFTER = (50_000, 20, 50)


def main() -> None:
    """Run one management command with Podium's settings."""
    gc.set_threshold(*GARBAGE_IS_SOUGHT_AFTER)
    root = Path(__file__).resolve().parent
    # `site/` is an import root and never a package: see docs/architecture.md.
    for entry in (str(root), str(root / "site")):
        if entry not in sys.path:
            sys.path.insert(0, entry)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "podium.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- needs the path above

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
