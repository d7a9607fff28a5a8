"""Django's configuration of the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoomsConfig(AppConfig):
    """Rooms."""

    name = "coaching.rooms"
    label = "rooms"
    verbose_name = _("Rooms")

    def ready(self) -> None:
        """Put the panels of rooms on the desk and live boards on the home page; championships take results anew from rooms."""
        from coaching.rooms import desk, live_boards, publishing  # noqa: PLC0415 -- the models are ready only now
        from coaching.rooms.event_board import section  # noqa: PLC0415 -- as above

        desk.register()
        live_boards.connect()
        section.connect()
        publishing.register()
