"""`manage.py prepare_training`: rights, the review, trees kept alike, the catalogue."""

from typing import Any

from django.core.management.base import BaseCommand

from coaching.training.preparing import prepare


class Command(BaseCommand):
    """Prepare training, or bring it up to date."""

    help = "Give mentors and methodologists their rights, set up the review, keep the languages alike, write the catalogue."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say what there is."""
        done = prepare()
        self.stdout.write(
            f"{done.lists} lists of training have their rights and their review, {done.languages} more languages are "
            f"kept alike, the catalogue has {done.entries} entries."
        )
