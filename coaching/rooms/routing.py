"""Socket addresses of the live rooms."""

from typing import Any, cast

from django.urls import URLPattern, path, re_path

from coaching.rooms.sockets import lost_socket, room_socket

# Channels routes to ASGI applications with Django's own patterns, whose types know only views.
websocket_urlpatterns: list[URLPattern] = [
    path("ws/rooms/<uuid:room_id>/<str:view>/", cast("Any", room_socket)),
    re_path("", cast("Any", lost_socket)),
]
