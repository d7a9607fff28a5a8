"""Addresses of a championship's desk, ceremony and open data, and of what goes over all of them; its pages are Wagtail's."""

from django.urls import include, path

from championships.events.reveal import views as reveal
from championships.events.views import all_time, entries, people, printing, results

app_name = "events"
urlpatterns = [
    path("records/", all_time.records, name="records"),
    path("organisations/<int:pk>/", all_time.organisation, name="organisation"),
    path("", include("championships.events.organising_urls")),
    path("<slug:slug>/data/", include("championships.events.open_data.championship_urls")),
    path("<slug:slug>/desk/", results.results_desk, name="desk"),
    path("<slug:slug>/desk/ceremony/", reveal.ceremony_desk, name="ceremony"),
    path("<slug:slug>/desk/ceremony/make/", reveal.make_steps, name="ceremony_make"),
    path("<slug:slug>/desk/ceremony/lead/", reveal.lead, name="ceremony_lead"),
    path("<slug:slug>/desk/ceremony/presenter/", reveal.presenter, name="ceremony_presenter"),
    path("<slug:slug>/ceremony/<str:key>/", reveal.screen, name="ceremony_screen"),
    path("<slug:slug>/ceremony/<str:key>/state/", reveal.screen_state, name="ceremony_state"),
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
