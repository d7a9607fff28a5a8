"""`manage.py forget_uploads`: files that were read and waited a day for their owner's yes are cleared away."""

from typing import Any

from django.core.management.base import BaseCommand

from championships.events import waiting
from championships.schemes import pending


class Command(BaseCommand):
    """Run it every few minutes, as `publish_scheduled`: what was read of a file holds names and marks."""

    help = "Clear away what was read of workbooks, exports and marking schemes a day ago."

    def handle(self, *args: Any, **options: Any) -> None:
        """Clear it away, and say how much that was."""
        self.stdout.write(f"Forgot {waiting.forget_expired() + pending.forget_expired()} files.")
