"""Socket addresses of ceremonies."""

from typing import Any, cast

from django.urls import URLPattern, re_path

from championships.events.reveal.consumers import ScreenConsumer

# Channels routes to ASGI applications with Django's own patterns, whose types know only views.
websocket_urlpatterns: list[URLPattern] = [
    re_path(r"^ws/ceremonies/(?P<key>[\w-]{10,43})/$", cast("Any", ScreenConsumer.as_asgi())),
]
