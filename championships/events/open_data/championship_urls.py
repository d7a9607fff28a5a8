"""Addresses of the open data of one championship, below its short name."""

from django.urls import path

from championships.events.open_data import (
    converters,  # noqa: F401 -- the addresses use its words
    views,
)

urlpatterns = [
    path("results.<file_ending:ending>", views.results_file, name="results_file"),
    path("medals.<file_ending:ending>", views.medals_file, name="medals_file"),
    path("skills/<int:skill>/results.<file_ending:ending>", views.skill_results_file, name="skill_results_file"),
    path("schedule.ics", views.calendar, name="calendar"),
    path("skills/<int:skill>/schedule.ics", views.skill_calendar, name="skill_calendar"),
    path("people/<int:person>/schedule.ics", views.person_calendar, name="person_calendar"),
    path("own/<slug:token>/schedule.ics", views.own_calendar, name="own_calendar"),
    path("feed.<feed_kind:kind>", views.championship_feed, name="championship_feed"),
]
