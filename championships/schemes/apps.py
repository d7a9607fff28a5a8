"""Django's configuration of the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchemesConfig(AppConfig):
    """Marking schemes."""

    name = "championships.schemes"
    label = "schemes"
    verbose_name = _("Marking schemes")

    def ready(self) -> None:
        """Put the schemes on the desk, and the skills into search and the sitemap."""
        from championships.schemes import found  # noqa: PLC0415
        from championships.schemes.desk_panel import make_panel  # noqa: PLC0415 -- the models are ready only now
        from pages.desk import register_panel  # noqa: PLC0415

        register_panel(30, make_panel)
        found.connect()
