"""Accounts that an administrator opens for somebody else: no password passes through her hands."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.core.context import request_context
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest

from people import audit
from people.models import User


@transaction.atomic
def open_account(*, actor: User, user: User, request: HttpRequest) -> User:
    """Save the new `user` without a password and return her; after the commit she gets a letter to choose one.

    `request` is the administrator's: the letter's link names the host that she came by.

    Raises:
        PermissionDenied: `actor` may not add users, or makes a superuser without being one.
    """
    if not actor.has_perm("people.add_user") or (user.is_superuser and not actor.is_superuser):
        raise PermissionDenied
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True, "verified": False})
    audit.record(actor=actor, action="user.account_opened", subject=user)
    transaction.on_commit(lambda: _send_invitation(user, request))
    return user


def _send_invitation(user: User, request: HttpRequest) -> None:
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    with request_context(request):
        adapter = get_adapter(request)
        context = {"user": user, "choose_password_url": adapter.get_reset_password_from_key_url(key)}
        adapter.send_mail("people/email/invitation", user.email, context)
