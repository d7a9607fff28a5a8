"""Addresses of marked sheets and class lists."""

from django.urls import path

from championships.schemes.marked import views

urlpatterns = [
    path("<int:pk>/sheets/", views.marked_sheets, name="marked_sheets"),
    path("sheets/<int:pk>/", views.marked_sheet, name="marked_sheet"),
    path("classes/", views.class_lists, name="class_lists"),
    path("classes/<int:pk>/", views.class_list, name="class_list"),
    path("classes/<int:pk>/csv/", views.class_csv, name="class_csv"),
]
