"""Django's configuration of the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DesignConfig(AppConfig):
    """Design."""

    name = "design"
    label = "design"
    verbose_name = _("Design")
