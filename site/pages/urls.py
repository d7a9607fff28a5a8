"""Addresses of pages that Wagtail does not keep."""

from django.urls import path

from pages import views

app_name = "pages"
urlpatterns = [
    path("desk/", views.show_desk, name="desk"),
]
