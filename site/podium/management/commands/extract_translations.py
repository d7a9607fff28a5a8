"""`manage.py extract_translations`: bring the catalogues up to date with the sources."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from podium import translations


class Command(BaseCommand):
    """Gather what is to be translated into the catalogues, keeping what is translated."""

    help = "Gather what is to be translated into the catalogues, keeping what is translated."
    requires_system_checks = ()

    def handle(self, **_options: Any) -> None:
        """Write each catalogue again and say how much of it is translated."""
        for domain in translations.DOMAINS:
            found = list(translations.gather(settings.ROOT, domain))
            for language in translations.PLURAL_FORMS:
                path = translations.path_of(settings.LOCALE_PATHS[0], language, domain.name)
                catalog = translations.updated(translations.read(path, language), translations.catalogue(found))
                translations.write(path, catalog, language)
                done = len(catalog) - len(list(translations.problems(catalog)))
                self.stdout.write(f"{language} {domain.name}: {done} of {len(catalog)} translated")
