"""Addresses of quizzes."""

from django.urls import path

from coaching.training.quizzes.views import answering, importing, review, sitting, start, statistics

app_name = "quizzes"
urlpatterns = [
    path("worker.js", start.worker, name="worker"),
    path("import/", importing.import_questions, name="import"),
    path("import/template.xlsx", importing.template, name="import_template"),
    path("import/<uuid:key>/", importing.report, name="import_report"),
    path("attempts/<uuid:attempt_id>/", sitting.sit, name="sit"),
    path("attempts/<uuid:attempt_id>/answers/", answering.answers, name="answers"),
    path("attempts/<uuid:attempt_id>/check/", answering.check, name="check"),
    path("attempts/<uuid:attempt_id>/finish/", sitting.finish, name="finish"),
    path("attempts/<uuid:attempt_id>/review/", review.reviewed, name="review"),
    path("<uuid:key>/", start.quiz, name="quiz"),
    path("<uuid:key>/start/", start.begin, name="start"),
    path("<uuid:key>/preview/", start.preview, name="preview"),
    path("<uuid:key>/statistics/", statistics.of_quiz, name="statistics"),
    path("<uuid:key>/statistics.xlsx", statistics.workbook, name="statistics_workbook"),
]
