"""Addresses of open data that are of no single championship, and in a language."""

from django.urls import path

from championships.events.open_data import (
    converters,  # noqa: F401 -- the addresses use its words
    views,
)

app_name = "open_data"
urlpatterns = [
    path("api/", views.interface, name="interface"),
    path("feeds/championships.<feed_kind:kind>", views.feed, name="feed"),
]
