"""Short addresses without a language, for QR codes and for reading out."""

from django.urls import URLPattern, URLResolver, path

from coaching.rooms.views.joining import short_join

urlpatterns: list[URLPattern | URLResolver] = [
    path("j/<str:code>", short_join, name="short_join"),
    path("j/<str:code>/", short_join),
]
