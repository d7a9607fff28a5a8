"""`manage.py check_modules`: what is to be put right in the modules, for the terminal."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from coaching.training.checks.findings import check_module
from coaching.training.models import TrainingModulePage


class Command(BaseCommand):
    """Look through every module, or through those that are named."""

    help = "Name missing words of pictures, captions, dead links, empty lessons, sections without a lesson."

    def add_arguments(self, parser: Any) -> None:
        """Declare the arguments."""
        parser.add_argument("slug", nargs="*", help="the ends of the addresses of modules; all of them without any")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, help="the language of the findings")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the findings; fail if there are any, so that a timer can tell."""
        modules = TrainingModulePage.objects.filter(alias_of=None).order_by("path")
        if options["slug"]:
            modules = modules.filter(slug__in=options["slug"])
        with translation.override(options["language"]):
            count = sum(self._say(module) for module in modules)
        if count:
            message = f"{count} things to put right."
            raise CommandError(message)
        self.stdout.write("Nothing to put right. Addresses of other sites were not tried.")

    def _say(self, module: TrainingModulePage) -> int:
        found = check_module(module)
        for finding in found:
            self.stdout.write(f"{module.locale.language_code} {module.slug}/{finding.page.slug}: {finding.words}")
        return len(found)
