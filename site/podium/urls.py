"""Every address of Podium. The wings are reached by `include` strings alone."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from podium.uploads import public_upload
from podium.words import WordsOfScripts

urlpatterns = [
    # Wagtail's and Django's own sign-in would be a way around allauth and its second factor.
    path("", include("people.doors")),
    path("admin/", include(wagtailadmin_urls)),
    path("django-admin/", admin.site.urls),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", public_upload, name="public_upload"),
    path("", include("coaching.rooms.short_urls")),
    path("badges/", include("coaching.certificates.badge_urls")),
    path("api/v1/", include("championships.events.open_data.api_urls")),
    path("", include("pages.plain_urls")),
]

urlpatterns += i18n_patterns(
    path("accounts/", include("allauth.urls")),
    path("words.js", WordsOfScripts.as_view(packages=["podium"]), name="words"),
    path("", include("design.urls")),
    path("", include("people.urls")),
    path("championships/", include("championships.events.urls")),
    path("skills/", include("championships.events.skill_urls")),
    path("championships/", include("coaching.rooms.event_board.urls")),
    path("", include("championships.events.open_data.urls")),
    path("schemes/", include("championships.schemes.urls")),
    path("rooms/", include("coaching.rooms.urls")),
    path("certificates/", include("coaching.certificates.urls")),
    path("calibration/", include("coaching.training.calibration.urls")),
    path("training/", include("coaching.training.offline_urls")),
    path("assignments/", include("coaching.training.assignments.urls")),
    path("quizzes/", include("coaching.training.quizzes.urls")),
    path("learning/", include("coaching.training.learning.urls")),
    path("", include("pages.urls")),
    path("", include(wagtail_urls)),
)
