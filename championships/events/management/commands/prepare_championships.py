"""`manage.py prepare_championships`: the rights of organisers."""

from typing import Any

from django.core.management.base import BaseCommand

from championships.events.models import ChampionshipIndexPage
from people.groups import ensure_groups


class Command(BaseCommand):
    """Give organisers what they need in the page editor, or bring it up to date."""

    help = "Let organisers keep championships, and write pages below every list of championships."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say what there is."""
        roots = list(ChampionshipIndexPage.objects.all())
        ensure_groups(championship_roots=roots)
        self.stdout.write(f"Organisers may write below {len(roots)} lists of championships.")
