"""Addresses of learning."""

from django.urls import path

from coaching.training.learning.views import calendar, cohorts, joining, learner, marking, people

app_name = "learning"
urlpatterns = [
    path("", learner.home, name="home"),
    path("my-data/", learner.my_data, name="my_data"),
    path("programmes/<uuid:key>/", learner.programme, name="programme"),
    path("programmes/<uuid:key>/enrol/", learner.enrol, name="enrol"),
    path("programmes/<uuid:key>/leave/", learner.leave, name="leave"),
    path("lessons/<uuid:key>/read/", marking.read, name="read"),
    path("lessons/<uuid:key>/place/", marking.place, name="place"),
    path("lessons/<uuid:key>/notes/<slug:block>/", marking.note, name="note"),
    path("invitations/<str:token>/", joining.invitation, name="invitation"),
    path("calendar/", calendar.calendar_address, name="calendar_address"),
    path("calendar/<str:token>/podium.ics", calendar.calendar, name="calendar"),
    path("cohorts/", cohorts.cohorts, name="cohorts"),
    path("cohorts/new/", cohorts.cohort_new, name="cohort_new"),
    path("cohorts/<uuid:pk>/", cohorts.cohort, name="cohort"),
    path("cohorts/<uuid:pk>/edit/", cohorts.cohort_edit, name="cohort_edit"),
    path("cohorts/<uuid:pk>/invitation/", cohorts.cohort_invitation, name="cohort_invitation"),
    path("cohorts/<uuid:pk>/calendar/", calendar.calendar_address, name="cohort_calendar"),
    path("cohorts/<uuid:pk>/meetings/", cohorts.meetings, name="meetings"),
    path("cohorts/<uuid:pk>/meetings/<uuid:session>/remove/", cohorts.meeting_remove, name="meeting_remove"),
    path("cohorts/<uuid:pk>/people/", people.add_people, name="add_people"),
    path("cohorts/<uuid:pk>/people/<int:enrolment>/", people.learner, name="learner"),
    path("cohorts/<uuid:pk>/people/<int:enrolment>/take-out/", people.take_out, name="take_out"),
    path("cohorts/<uuid:pk>/nudge/", people.nudge, name="nudge"),
    path("cohorts/<uuid:pk>/rooms/", people.rooms, name="rooms"),
    path("cohorts/<uuid:pk>/progress.xlsx", cohorts.cohort_workbook, name="cohort_workbook"),
]
