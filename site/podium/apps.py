"""Makes the wiring an installed app, for its commands and its catalogue of words."""

from django.apps import AppConfig


class PodiumConfig(AppConfig):
    """The wiring of Podium."""

    name = "podium"
