"""Addresses of drafts; they stand below those of the schemes and in their namespace."""

from django.urls import path

from championships.schemes.authoring import answers, views

urlpatterns = [
    path("new/", views.draft_new, name="draft_new"),
    path("paste/", answers.draft_paste, name="draft_paste"),
    path("rule/", answers.draft_rule, name="draft_rule"),
    path("ladders/", answers.draft_ladders, name="draft_ladders"),
    path("<uuid:key>/", views.draft_editor, name="draft"),
    path("<uuid:key>/edits/", answers.draft_edits, name="draft_edits"),
    path("<uuid:key>/comments/", answers.draft_comments, name="draft_comments"),
    path("<uuid:key>/history/", views.draft_history, name="draft_history"),
    path("<uuid:key>/publish/", views.draft_publish, name="draft_publish"),
    path("<uuid:key>/discard/", views.draft_discard, name="draft_discard"),
]
