"""What a quiz says about its questions: for authors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from championships.schemes.exchange.table_files import WORKBOOK_TYPE
from coaching.training.quizzes.gathering import statistics_for, workbook_for
from coaching.training.quizzes.models import Quiz
from coaching.training.quizzes.views.opening import for_authors


@require_safe
@for_authors
def of_quiz(request: HttpRequest, quiz: Quiz) -> HttpResponse:
    """Show how hard each question is, and what it tells."""
    context = {"quiz": quiz, "found": statistics_for(quiz.translation_key, get_language() or "en")}
    return render(request, "quizzes/statistics.html", context)


@require_safe
@for_authors
def workbook(request: HttpRequest, quiz: Quiz) -> HttpResponse:
    """Send the same as a workbook."""
    found = statistics_for(quiz.translation_key, get_language() or "en")
    answer = HttpResponse(workbook_for(found), content_type=WORKBOOK_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="quiz-statistics.xlsx"'
    return answer
