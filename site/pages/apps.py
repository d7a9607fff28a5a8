"""Django's configuration of the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """Pages."""

    name = "pages"
    label = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        """Keep the index of pages as the pages are, and let search and the sitemap know what pages there are."""
        from wagtail.admin.viewsets.chooser import ChooserViewSet  # noqa: PLC0415 -- the models are ready only now

        from pages import changes_of_editors  # noqa: PLC0415 -- as above
        from pages.search import folding_in_database, page_index  # noqa: PLC0415 -- as above
        from pages.search.register import Source, register_source  # noqa: PLC0415

        folding_in_database.connect()
        page_index.connect()
        changes_of_editors.connect()
        register_source(Source("pages", _("Pages"), order=50, find=page_index.find_pages))
        # Wagtail translates this name once, while it is loaded, and not for whoever reads it.
        ChooserViewSet.search_tab_label = _("Search")
