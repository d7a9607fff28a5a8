"""`manage.py check_translations`: fail unless every word is translated into every language."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from podium import translations


class Command(BaseCommand):
    """Fail when a catalogue is incomplete, fuzzy, out of date, or has other placeholders than its sources."""

    help = "Fail when a catalogue is incomplete, fuzzy, out of date, or has other placeholders than its sources."
    requires_system_checks = ()

    def handle(self, **_options: Any) -> None:
        """Name every fault, and fail if there is one."""
        faults = [*self._faults_of_ours(), *self._faults_of_libraries()]
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            message = f"The translations have {len(faults)} faults."
            raise CommandError(message)
        self.stdout.write("The translations are complete.")

    def _faults_of_ours(self) -> Iterator[str]:
        for domain in translations.DOMAINS:
            template = translations.catalogue(translations.gather(settings.ROOT, domain))
            for language in translations.PLURAL_FORMS:
                path = translations.path_of(settings.LOCALE_PATHS[0], language, domain.name)
                catalog = translations.read(path, language)
                for fault in [*translations.strangers(catalog, template), *translations.problems(catalog)]:
                    yield f"{language} {domain.name}: {fault}"

    def _faults_of_libraries(self) -> Iterator[str]:
        for folder in settings.LOCALE_PATHS[1:]:
            for path in sorted(folder.glob("*/LC_MESSAGES/*.po")):
                catalog = translations.read(path, path.parts[-3])
                yield from (f"{path.parts[-3]} {folder.name}: {fault}" for fault in translations.problems(catalog))
