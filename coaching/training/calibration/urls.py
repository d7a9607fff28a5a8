"""Addresses of calibration: an exercise, and the record of a judge."""

from django.urls import URLPattern, URLResolver, path

from coaching.training.calibration.views import judging, organising, records

app_name = "calibration"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", records.own_record, name="record"),
    path("judges/", records.judges, name="judges"),
    path("judges/<int:user_id>/", records.judge, name="judge"),
    path("<uuid:key>/", judging.exercise, name="exercise"),
    path("<uuid:key>/begin/", judging.begin, name="begin"),
    path("<uuid:key>/sheet/", judging.sheet, name="sheet"),
    path("<uuid:key>/marks/", judging.marks, name="marks"),
    path("<uuid:key>/submit/", judging.submit, name="submit"),
    path("<uuid:key>/result/", judging.result, name="result"),
    path("<uuid:key>/judges/", organising.overview, name="overview"),
    path("<uuid:key>/judges.xlsx", organising.workbook, name="workbook"),
]
