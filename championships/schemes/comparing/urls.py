"""Addresses of the differences."""

from django.urls import path

from championships.schemes.comparing import views

urlpatterns = [
    path("<int:pk>/difference/", views.scheme_difference, name="difference"),
]
