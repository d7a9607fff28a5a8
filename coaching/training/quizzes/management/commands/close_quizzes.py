"""End quiz attempts whose time is over: learners who never came back have their result, and learning hears of it."""

from typing import Any

from django.core.management.base import BaseCommand

from coaching.training.quizzes.finishing import close_overdue


class Command(BaseCommand):
    """Run it every few minutes, as `publish_scheduled`; what is ended already is left alone."""

    help = "End quiz attempts whose time is over."

    def handle(self, *args: Any, **options: Any) -> None:
        """End them, and say how many."""
        self.stdout.write(f"Ended {close_overdue()} attempts.")
