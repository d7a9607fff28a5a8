"""Assignments in the menu of the page editor."""

from wagtail.snippets.models import register_snippet

from coaching.training.assignments.snippets import AssignmentViewSet

register_snippet(AssignmentViewSet)
