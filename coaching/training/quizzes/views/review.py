"""The page after an attempt."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from coaching.training.quizzes.finding import standing_of
from coaching.training.quizzes.finishing import close_if_over
from coaching.training.quizzes.models import Attempt
from coaching.training.quizzes.page_answers import answers_of
from coaching.training.quizzes.reviewing import is_due
from coaching.training.quizzes.reviewing import review as review_of
from coaching.training.quizzes.sitting import ask_gates
from coaching.training.quizzes.views.opening import attempt_at, for_learners, quiz_at
from people.access import signed_in


@require_safe
@for_learners
def reviewed(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Show how an attempt went, and what was right as soon as that is due."""
    attempt = attempt_at(request, attempt_id)
    reader = signed_in(request)
    ask_gates(reader, attempt.quiz_key)
    if not close_if_over(attempt=attempt):
        return redirect("quizzes:sit", attempt.pk)
    return render(request, "quizzes/review.html", _context(reader, attempt))


def _context(reader: object, attempt: Attempt) -> dict[str, object]:
    quiz = quiz_at(attempt.quiz_key) if attempt.quiz_id else None
    return {
        "attempt": attempt,
        "quiz": quiz,
        "is_due": is_due(attempt),
        "reviewed": review_of(attempt, answers_of(attempt)),
        "standing": standing_of(attempt.user, quiz) if quiz else None,
        "pass_percent": attempt.snapshot["pass_percent"],
    }
