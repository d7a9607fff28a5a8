"""`manage.py compile_translations`: compile the catalogues that have changed."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from podium import translations


class Command(BaseCommand):
    """Compile every catalogue whose .po file is newer than its .mo file."""

    help = "Compile every catalogue whose .po file is newer than its .mo file."
    requires_system_checks = ()

    def handle(self, **_options: Any) -> None:
        """Compile, and name each catalogue that was stale."""
        for folder in settings.LOCALE_PATHS:
            for path in sorted(folder.glob("*/LC_MESSAGES/*.po")):
                if translations.compile_catalogue(path, path.parts[-3]):
                    self.stdout.write(f"Compiled {path.relative_to(settings.ROOT)}")
