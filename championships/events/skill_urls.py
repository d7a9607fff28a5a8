"""Addresses of the pages of skills."""

from django.urls import path

from championships.events.views import skills

app_name = "skills"
urlpatterns = [
    path("", skills.skill_list, name="list"),
    path("<int:pk>/", skills.skill_page, name="skill"),
]
