"""`manage.py send_reminders`: write to learners whose meetings and deadlines are near."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from coaching.training.learning.reminding import send_reminders


class Command(BaseCommand):
    """Send the reminders that are due."""

    help = "Write to learners whose meetings and deadlines are near. Nobody is reminded of the same thing twice."

    def handle(self, *args: Any, **options: Any) -> None:
        """Send them and say how many letters that were."""
        self.stdout.write(f"{send_reminders(now=timezone.now())} letters sent.")
