"""Addresses of training that are no pages of the editor: what makes it work without a network."""

from django.urls import URLPattern, URLResolver, path

from coaching.training import working_offline

app_name = "training"
urlpatterns: list[URLPattern | URLResolver] = [
    path("worker.js", working_offline.worker, name="worker"),
    path("offline/", working_offline.kept, name="kept"),
]
