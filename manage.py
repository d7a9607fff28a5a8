#!/usr/bin/env python
"""Django's command line for Podium."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Run one management command with Podium's settings."""
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
