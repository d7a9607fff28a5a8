"""Addresses of the boards of championships, beside the desks of these."""

from django.urls import path

from coaching.rooms.event_board import views

app_name = "event_board"
urlpatterns = [
    path("<slug:slug>/board/", views.board, name="board"),
    path("<slug:slug>/board/state/", views.state, name="state"),
]
