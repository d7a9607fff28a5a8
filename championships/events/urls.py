"""Addresses of the organisers' desk and of the open data of a championship; its public pages are Wagtail's."""

from django.urls import include, path

from championships.events.views import entries, people, printing, results

app_name = "events"
urlpatterns = [
    path("<slug:slug>/data/", include("championships.events.open_data.championship_urls")),
    path("<slug:slug>/desk/", results.results_desk, name="desk"),
    path("<slug:slug>/desk/freeze/", results.freeze_or_thaw, name="desk_freeze"),
    path("<slug:slug>/desk/results/<int:pk>/", results.result_detail, name="desk_result"),
    path("<slug:slug>/desk/results/<int:pk>/step/", results.take_step, name="desk_step"),
    path("<slug:slug>/desk/results/<int:pk>/correct/", results.correct_result, name="desk_correct"),
    path("<slug:slug>/desk/skills/<int:pk>/", entries.entry_list, name="desk_entries"),
    path("<slug:slug>/desk/skills/<int:pk>/draw/", entries.draw, name="desk_draw"),
    path("<slug:slug>/desk/print/", printing.print_list, name="print_list"),
    path("<slug:slug>/desk/print/skills/<int:pk>/", printing.print_skill, name="print_skill"),
    path("<slug:slug>/desk/print/skills/<int:pk>/start-list.pdf", printing.start_list_pdf, name="start_list_pdf"),
    path("<slug:slug>/desk/print/skills/<int:pk>/protocol.pdf", printing.protocol_pdf, name="protocol_pdf"),
    path("<slug:slug>/desk/print/skills/<int:pk>/diplomas.pdf", printing.diplomas_pdf, name="diplomas_pdf"),
    path("<slug:slug>/desk/print/skills/<int:pk>/forms-<slug:form>.pdf", printing.forms_pdf, name="forms_pdf"),
    path("<slug:slug>/desk/entries/<int:pk>/withdraw/", entries.withdraw_entry, name="desk_withdraw"),
    path("<slug:slug>/desk/people/<int:pk>/", people.person_publicity, name="desk_person"),
    path("<slug:slug>/desk/people/<int:pk>/remove/", people.remove_person, name="desk_remove"),
    path(
        "<slug:slug>/desk/people/<int:pk>/consents/<int:consent>/withdraw/",
        people.withdraw_consent,
        name="desk_consent",
    ),
]
