"""Django's configuration of the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Championships."""

    name = "championships.events"
    label = "events"
    verbose_name = _("Championships")

    def ready(self) -> None:
        """Put the app's shelf on the home page and its panel on the desk, answer searches and describe the pages."""
        from championships.events import described, desk_panel, found, happening, kept, public_shelf, taking_part  # noqa: PLC0415 -- the models are ready only now
        from championships.events.open_data import feeds, page  # noqa: PLC0415 -- as above
        from championships.events.public import connecting  # noqa: PLC0415 -- as above
        from championships.events.public_results import tabs  # noqa: PLC0415 -- as above
        from pages.desk import register_panel  # noqa: PLC0415 -- as above

        public_shelf.put_up()
        register_panel(desk_panel.ORDER, desk_panel.make_panel)
        register_panel(taking_part.ORDER, taking_part.make_panel)
        happening.connect()
        found.connect()
        described.connect()
        connecting.connect()
        tabs.connect()
        kept.connect()
        feeds.register_items(feeds.result_items)
        page.connect()
