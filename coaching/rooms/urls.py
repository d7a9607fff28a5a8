"""Addresses of the live rooms."""

from django.urls import URLPattern, URLResolver, path

from coaching.rooms.views import afterwards, hosting, joining, marking

app_name = "rooms"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", hosting.room_list, name="list"),
    path("new/", hosting.new_room, name="new"),
    path("join/", joining.join, name="join"),
    path("join/<str:code>/", joining.join_room, name="join_room"),
    path("seat/<str:token>/", joining.seat, name="seat"),
    path("<uuid:room_id>/", hosting.host, name="host"),
    path("<uuid:room_id>/sheet/", marking.sheet, name="sheet"),
    path("<uuid:room_id>/me/", marking.competitor, name="competitor"),
    path("<uuid:room_id>/board/", marking.board, name="board"),
    path("<uuid:room_id>/results/", afterwards.results, name="results"),
    path("<uuid:room_id>/publish/", afterwards.publish, name="publish"),
]
