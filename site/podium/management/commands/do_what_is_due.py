"""`manage.py do_what_is_due`: what `serve` does once a minute, for a timer of the system."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from podium.due import do_what_is_due


class Command(BaseCommand):
    """Publish what is scheduled, end quizzes whose time is over, send reminders, forget uploads that nobody wanted."""

    help = "Publish what is scheduled for now, end quizzes whose time is over, send reminders, forget old uploads."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and fail if any of it failed."""
        failed = do_what_is_due()
        if failed:
            message = f"Failed: {', '.join(failed)}. The log says why."
            raise CommandError(message)
