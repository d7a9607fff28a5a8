"""Addresses without a language: the way in, robots.txt, the sitemap and health."""

from django.urls import path

from pages import views
from pages.cards.views import card
from pages.sitemap import sitemap

urlpatterns = [
    path("", views.front_door, name="front_door"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("cards/<slug:kind>/<slug:key>/<slug:digest>.png", card, name="card"),
    path("healthz", views.health, name="health"),
]
