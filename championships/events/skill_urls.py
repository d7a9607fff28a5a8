"""Addresses of the pages of skills."""

from django.urls import path

from championships.events.views import skill_pages

app_name = "skills"
urlpatterns = [
    path("", skill_pages.skill_list, name="list"),
    path("<int:pk>/", skill_pages.skill_page, name="skill"),
]
