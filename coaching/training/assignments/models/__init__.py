"""What is kept of assignments: the task, what learners handed in, what reviewers gave, and what happened."""

from coaching.training.assignments.models.assignment import Assignment, ThirdRule
from coaching.training.assignments.models.history import EventKind, WorkEvent
from coaching.training.assignments.models.review import Review, ReviewMark, ReviewState
from coaching.training.assignments.models.submission import FileKind, Submission, SubmissionFile

__all__ = [
    "Assignment",
    "EventKind",
    "FileKind",
    "Review",
    "ReviewMark",
    "ReviewState",
    "Submission",
    "SubmissionFile",
    "ThirdRule",
    "WorkEvent",
]
