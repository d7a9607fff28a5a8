"""`manage.py rebuild_search`: write what search finds pages by anew."""

from typing import Any

from django.core.management.base import BaseCommand

from pages.search.page_index import rebuild


class Command(BaseCommand):
    """Write what search finds pages by anew. Publishing a page does it for that page by itself."""

    help = "Write what search finds pages by anew. Publishing a page does it for that page by itself."

    def handle(self, **_options: Any) -> None:
        """Write the index, and say how many pages it has."""
        self.stdout.write(f"Search finds {rebuild()} pages.")
