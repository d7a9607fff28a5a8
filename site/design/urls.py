"""Addresses of the style guide and of the choice of appearance."""

from django.urls import path

from design import views

app_name = "design"
urlpatterns = [
    path("styleguide/", views.styleguide, name="styleguide"),
    path("appearance/", views.choose_appearance, name="appearance"),
]
