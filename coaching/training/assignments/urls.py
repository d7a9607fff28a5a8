"""The addresses of assignments: of learners, of markers, and of those who lead."""

from django.urls import path

from coaching.training.assignments.views import deciding, files, giving_out, leading, marking, work

app_name = "assignments"
urlpatterns = [
    path("", work.works, name="list"),
    path("reviews/", marking.queue, name="queue"),
    path("reviews/<uuid:review_id>/", marking.review, name="review"),
    path("reviews/<uuid:review_id>/save/", marking.save, name="save"),
    path("reviews/<uuid:review_id>/reallocate/", giving_out.reallocate_review, name="reallocate"),
    path("reviews/<uuid:review_id>/reopen/", deciding.reopen_review, name="reopen"),
    path("files/<uuid:file_id>/", files.show, name="file"),
    path("files/<uuid:file_id>/remove/", files.remove, name="remove_file"),
    path("works/<uuid:submission_id>/", leading.one_work, name="submission"),
    path("works/<uuid:submission_id>/return/", deciding.give_back, name="return"),
    path("works/<uuid:submission_id>/allocate/", giving_out.allocate_one, name="allocate"),
    path("<uuid:key>/", work.work, name="work"),
    path("<uuid:key>/draft/", work.draft, name="draft"),
    path("<uuid:key>/files/", files.add, name="add_file"),
    path("<uuid:key>/again/", work.again, name="again"),
    path("<uuid:key>/overview/", leading.overview, name="overview"),
    path("<uuid:key>/allocate/", giving_out.allocate_all, name="allocate_evenly"),
    path("<uuid:key>/release/", deciding.release_all, name="release"),
    path("<uuid:key>/marks.xlsx", leading.marks_workbook, name="workbook"),
]
