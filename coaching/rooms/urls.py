"""Addresses of the live rooms."""

from django.urls import URLPattern, URLResolver, path

from coaching.rooms.views import (
    afterwards,
    analysis,
    console,
    evidence,
    exports,
    hosting,
    joining,
    marking,
    opening,
    plain,
    replay,
    warnings,
    watching,
    working_offline,
)

app_name = "rooms"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", hosting.room_list, name="list"),
    path("new/", opening.new_room, name="new"),
    path("quick/", opening.quick_sheet, name="quick_sheet"),
    path("worker.js", working_offline.worker, name="worker"),
    path("join/", joining.join, name="join"),
    path("join/<str:code>/", joining.join_room, name="join_room"),
    path("seat/<str:token>/", joining.seat, name="seat"),
    path("<uuid:room_id>/", console.host, name="host"),
    path("<uuid:room_id>/sheet/", marking.sheet, name="sheet"),
    path("<uuid:room_id>/me/", marking.competitor, name="competitor"),
    path("<uuid:room_id>/board/", marking.board, name="board"),
    path("<uuid:room_id>/watch/", watching.watch, name="watch"),
    path("<uuid:room_id>/people/", console.people, name="people"),
    path("hosting/<str:token>/", console.join_as_host, name="join_as_host"),
    path("<uuid:room_id>/commands/<str:view>/", plain.commands, name="commands"),
    path("<uuid:room_id>/state/<str:view>/", plain.state, name="state"),
    path("<uuid:room_id>/evidence/", evidence.add, name="evidence_add"),
    path("<uuid:room_id>/evidence/<uuid:evidence_id>/", evidence.show, name="evidence"),
    path("<uuid:room_id>/warnings/", warnings.warnings, name="warnings"),
    path("<uuid:room_id>/results/", afterwards.results, name="results"),
    path("<uuid:room_id>/publish/", afterwards.publish, name="publish"),
    path("<uuid:room_id>/analysis/", analysis.analysis, name="analysis"),
    path("<uuid:room_id>/replay/", replay.replay, name="replay"),
    path("<uuid:room_id>/replay/events/", replay.replay_events, name="replay_events"),
    path("<uuid:room_id>/export/marks.xlsx", exports.marks_workbook, name="marks_workbook"),
    path("<uuid:room_id>/export/marks.csv", exports.marks_csv, name="marks_csv"),
    path("<uuid:room_id>/export/protocol.pdf", exports.protocol_pdf, name="protocol_pdf"),
]
