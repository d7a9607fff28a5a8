"""Make another key that badges are signed with."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from coaching.certificates.badges.keys import add_key


class Command(BaseCommand):
    """Make a new key for badges; what the old ones have signed still verifies."""

    help = "Make a new key that badges are signed with from now on. The old keys stay published."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, and say its name."""
        try:
            key = add_key()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Badges are signed with {key.kid} from now on.")
