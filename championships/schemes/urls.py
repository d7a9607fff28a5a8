"""Addresses of the marking schemes."""

from django.urls import include, path

from championships.schemes import library_pages, report_pages, standard_pages, views
from championships.schemes.printing import views as printing

app_name = "schemes"
urlpatterns = [
    path("", views.scheme_list, name="list"),
    path("import/", views.import_file, name="import"),
    path("import/<uuid:key>/", report_pages.import_report, name="report"),
    path("drafts/", include("championships.schemes.authoring.urls")),
    path("<int:pk>/", views.scheme_detail, name="detail"),
    path("<int:pk>/forms/", printing.forms_to_print, name="forms"),
    path("<int:pk>/forms/pdf/", printing.forms_pdf, name="forms_pdf"),
    path("<int:pk>/workbook/", views.scheme_file, {"kind": "workbook"}, name="workbook"),
    path("<int:pk>/json/", views.scheme_file, {"kind": "json"}, name="json"),
    path("<int:pk>/skill/", standard_pages.scheme_skill, name="scheme_skill"),
    path("skills/", standard_pages.skill_list, name="skills"),
    path("skills/<uuid:key>/", standard_pages.skill_detail, name="skill"),
    path("library/", library_pages.library, name="library"),
    path("library/new/", library_pages.new_ladder, name="new_ladder"),
    path("library/<int:pk>/", library_pages.ladder, name="ladder"),
    path("library/<int:pk>/edit/", library_pages.edit_ladder, name="edit_ladder"),
    path("", include("championships.schemes.comparing.urls")),
    path("", include("championships.schemes.marked.urls")),
    path("versions/<int:pk>/ladders/", library_pages.take_ladders, name="take_ladders"),
]
