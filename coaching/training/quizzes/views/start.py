"""The page of a quiz: what it asks for, where the reader stands, and the way in. And the trial for authors."""

from http import HTTPStatus
from pathlib import Path
from uuid import UUID

from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coaching.training.quizzes import previewing
from coaching.training.quizzes.finding import number_of_questions, standing_of
from coaching.training.quizzes.models import Quiz
from coaching.training.quizzes.refusals import NotAdmitted, QuizRefused
from coaching.training.quizzes.sitting import ask_gates, start_attempt
from coaching.training.quizzes.solutions import sees_solutions
from coaching.training.quizzes.views.opening import for_authors, for_learners, quiz_at
from people.access import signed_in


@require_safe
@for_learners
def quiz(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what the quiz is, and where the reader stands with it."""
    reader, found = signed_in(request), quiz_at(key)
    ask_gates(reader, key)
    context = {
        "quiz": found,
        "standing": standing_of(reader, found),
        "questions": number_of_questions(found),
        "may_author": sees_solutions(reader, found),
    }
    return render(request, "quizzes/quiz.html", context)


@require_POST
@for_learners
def begin(request: HttpRequest, key: UUID) -> HttpResponse:
    """Begin an attempt, or go on with the one that is under way."""
    try:
        attempt = start_attempt(reader=signed_in(request), quiz=quiz_at(key), language=get_language() or "en")
    except NotAdmitted:
        raise
    except QuizRefused as refusal:
        messages.warning(request, refusal.words)
        return redirect("quizzes:quiz", key)
    return redirect("quizzes:sit", attempt.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_authors
def preview(request: HttpRequest, found: Quiz) -> HttpResponse:
    """Show the quiz as learners meet it, and what they would get; nothing is stored."""
    seed = previewing.seed_from(request.POST.get("seed", ""))
    snapshot = previewing.drawn_for(found, get_language() or "en", seed)
    result = previewing.marked_on_trial(snapshot, request.POST) if request.method == "POST" else None
    shown = previewing.questions_on_trial(snapshot)
    context = {"quiz": found, "seed": seed, "questions": shown, "snapshot": snapshot, "result": result}
    return render(request, "quizzes/preview.html", context)


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """Return the service worker; its address among the quizzes of a language gives it their pages, and no others."""
    found = finders.find("quizzes/js/worker.js")
    source = Path(str(found)).read_text(encoding="utf-8")
    return HttpResponse(source, content_type="text/javascript; charset=utf-8", status=HTTPStatus.OK)
