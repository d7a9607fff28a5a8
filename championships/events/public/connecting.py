"""The sections of a championship's page, in the order of its tabs."""

from django.utils.translation import gettext_lazy as _

from championships.events.open_data.feeds import register_items
from championships.events.public import (
    documents,
    gallery,
    news,
    news_feed,
    participants,
    partners,
    people,
    places,
    schedule,
    skills,
    venue,
)
from championships.events.sections import Section, register_section
from pages.sitemap import register_places


def connect() -> None:
    """Show the sections and name them in the sitemap from now on; called once, when the app is ready."""
    register_section(Section("skills", _("skills"), 10, skills.show, skills.filled))
    register_section(Section("schedule", _("schedule"), 20, schedule.show, schedule.filled))
    register_section(Section("participants", _("competitors"), 30, participants.show, participants.filled))
    register_section(Section("people", _("experts"), 60, people.show, people.filled))
    register_section(Section("documents", _("documents"), 70, documents.show, documents.filled))
    register_section(Section("news", _("news"), 80, news.show, news.filled))
    register_section(Section("gallery", _("gallery"), 90, gallery.show, gallery.filled))
    register_section(Section("venue", _("venue"), 100, venue.show, venue.filled))
    register_section(Section("partners", _("partners"), 110, partners.show, partners.filled))
    register_places(places.places)
    register_items(news_feed.news_items)
