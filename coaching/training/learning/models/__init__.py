"""What learning keeps: terms, cohorts, enrolments, progress, rules, and what mentors decide."""

from coaching.training.learning.models.cohorts import Cohort, CohortSession
from coaching.training.learning.models.enrolments import Enrolment, EnrolmentState, Expected, How
from coaching.training.learning.models.mentoring import CalendarAddress, Nudge, Override, OverrideKind, Reminder
from coaching.training.learning.models.progress import Attainment, Completion, LessonPlace, Level, Note, Reached
from coaching.training.learning.models.rules import AvailabilityRule, CompletionRule, Prerequisite
from coaching.training.learning.models.terms import EnrolmentTerms, Reading

__all__ = [
    "Attainment",
    "AvailabilityRule",
    "CalendarAddress",
    "Cohort",
    "CohortSession",
    "Completion",
    "CompletionRule",
    "Enrolment",
    "EnrolmentState",
    "EnrolmentTerms",
    "Expected",
    "How",
    "LessonPlace",
    "Level",
    "Note",
    "Nudge",
    "Override",
    "OverrideKind",
    "Prerequisite",
    "Reached",
    "Reading",
    "Reminder",
]
