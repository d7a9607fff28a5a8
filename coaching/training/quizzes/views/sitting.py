"""The page on which a quiz is taken: whole, as a form that needs no script, and its end."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coaching.training.quizzes.finishing import close_if_over, finish_attempt
from coaching.training.quizzes.models import Attempt, Explaining
from coaching.training.quizzes.page_answers import answers_of, changed_in, questions_of
from coaching.training.quizzes.refusals import NotAdmitted, QuizRefused
from coaching.training.quizzes.sitting import Answering, ask_gates, check_answer, keep_answer
from coaching.training.quizzes.snapshot import Snapshot
from coaching.training.quizzes.views.opening import attempt_at, for_learners
from people.access import signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@for_learners
def sit(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Show the questions with the answers so far; a form that comes back is kept as if each answer had come alone."""
    attempt = attempt_at(request, attempt_id)
    ask_gates(signed_in(request), attempt.quiz_key)
    if request.method == "POST":
        return _posted(request, attempt)
    if close_if_over(attempt=attempt):
        return redirect("quizzes:review", attempt.pk)
    return render(request, "quizzes/sit.html", _context(attempt))


def _context(attempt: Attempt) -> dict[str, Any]:
    snapshot = Snapshot.model_validate(attempt.snapshot)
    answers = answers_of(attempt)
    questions = questions_of(snapshot, answers)
    return {
        "attempt": attempt,
        "snapshot": snapshot,
        "questions": questions,
        "answered": sum(question.shown.is_answered for question in questions),
        "checks": snapshot.explaining == Explaining.EACH,
        "now": timezone.now(),
        "seconds": (attempt.ends_at - attempt.started_at).total_seconds() if attempt.ends_at else None,
    }


def _posted(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    refused = _keep_all(request, attempt)
    if "check" in request.POST and not refused:
        refused = _checked(request, attempt)
    for words in dict.fromkeys(refused):
        messages.warning(request, words)
    if "finish" in request.POST:
        return redirect("quizzes:finish", attempt.pk)
    if not refused:
        messages.success(request, _("Your answers are saved."))
    anchor = f"#q-{request.POST['check']}" if "check" in request.POST else ""
    return redirect(f"{request.path}{anchor}")


def _keep_all(request: HttpRequest, attempt: Attempt) -> list[str]:
    """Keep every answer of the form that differs from what the page had shown; return why some were not kept."""
    refused = []
    for key, given in changed_in(Snapshot.model_validate(attempt.snapshot), request.POST):
        try:
            keep_answer(reader=signed_in(request), attempt_id=attempt.pk, answering=Answering(key, given, uuid4()))
        except NotAdmitted:
            raise
        except QuizRefused as refusal:
            refused.append(refusal.words)
    return refused


def _checked(request: HttpRequest, attempt: Attempt) -> list[str]:
    asked = next(
        (q for q in Snapshot.model_validate(attempt.snapshot).questions if q.name == request.POST["check"]), None
    )
    try:
        check_answer(reader=signed_in(request), attempt_id=attempt.pk, question_key=asked.key if asked else uuid4())
    except QuizRefused as refusal:
        return [refusal.words]
    return []


@require_http_methods(["GET", "HEAD", "POST"])
@for_learners
def finish(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Ask once whether the attempt is to end, with what is still open; then end it."""
    attempt = attempt_at(request, attempt_id)
    if attempt.finished_at or request.method == "POST" or close_if_over(attempt=attempt):
        finish_attempt(reader=signed_in(request), attempt_id=attempt.pk)
        return redirect("quizzes:review", attempt.pk)
    context = _context(attempt)
    context["open"] = [question for question in context["questions"] if not question.shown.is_answered]
    return render(request, "quizzes/finish.html", context)
