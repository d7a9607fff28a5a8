"""Django's configuration of the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Championships."""

    name = "championships.events"
    label = "events"
    verbose_name = _("Championships")

    def ready(self) -> None:
        """Put the app's shelf on the home page."""
        from championships.events import public_shelf  # noqa: PLC0415 -- needs the models, which are ready only now

        public_shelf.put_up()
