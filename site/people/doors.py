"""The doors of the page editor and of the administration: they stand before the pages of Wagtail and Django.

Wagtail's and Django's own sign-in would be a way around allauth and its second factor, so their addresses
lead to allauth's pages, and so do those where a password was changed without telling its owner; Wagtail's
account page would ask for names that our users do not have.
"""

from django.urls import path
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access

from people.views import administration_door, editor_door
from people.wagtail_account import AccountView

urlpatterns = [
    path("admin/login/", editor_door),
    path("admin/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("admin/account/", require_admin_access(AccountView.as_view())),
    path("django-admin/login/", administration_door),
    path("django-admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
]
