"""Assignments: work that learners hand in, marked by the same rules as a room."""
