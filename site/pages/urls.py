"""Addresses of pages that Wagtail does not keep."""

from django.urls import path

from pages import views
from pages.search.views import search

app_name = "pages"
urlpatterns = [
    path("desk/", views.show_desk, name="desk"),
    path("search/", search, name="search"),
    path("kept-in-your-browser/", views.kept_in_browser, name="kept_in_browser"),
]
