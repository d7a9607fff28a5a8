"""Addresses of the marking schemes."""

from django.urls import path

from championships.schemes import views

app_name = "schemes"
urlpatterns = [
    path("", views.scheme_list, name="list"),
    path("import/", views.import_file, name="import"),
    path("import/<uuid:key>/", views.import_report, name="report"),
    path("<int:pk>/", views.scheme_detail, name="detail"),
    path("<int:pk>/workbook/", views.scheme_workbook, name="workbook"),
]
