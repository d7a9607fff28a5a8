"""How allauth behaves on Podium: where it may redirect to, the language of its mails, how it keeps secrets."""

from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, override

from people import audit
from people.language import language_of
from people.models import User
from people.secrets_at_rest import seal, unseal


@dataclass(frozen=True)
class MailSite:
    """What a mail calls the site it comes from."""

    name: str
    domain: str


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail, in the language of the reader."""

    def is_safe_url(self, url: str) -> bool:
        """Return whether `url` stays on this very host; other hosts that Podium trusts are no place to be sent to."""
        request = allauth_context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:  # noqa: FBT001, FBT002 -- allauth's signature
        """Save a new account with its name and with the language that it was opened in."""
        user.name = form.cleaned_data.get("name", "")
        user.language = get_language() or ""
        saved: User = super().save_user(request, user, form, commit)
        if commit:
            audit.record(actor=saved, action="user.signed_up", subject=saved)
        return saved

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail in the language of the account that it is about, with its links in that language too."""
        language = language_of(context.get("user") or owner_of(email)) or get_language() or settings.LANGUAGE_CODE
        links = {
            key: translate_url(value, language)
            for key, value in context.items()
            if key.endswith("_url") and isinstance(value, str)
        }
        site = MailSite(name=settings.WAGTAIL_SITE_NAME, domain=allauth_context.request.get_host())
        with override(language):
            super().send_mail(template_prefix, email, {**context, **links, "current_site": site})


def owner_of(email: str) -> User | None:
    """Return the user whose account has this e-mail address, or None."""
    address = EmailAddress.objects.filter(email__iexact=email).order_by("-verified").select_related("user").first()
    return address.user if address else User.objects.filter(email__iexact=email).first()


class MFAAdapter(DefaultMFAAdapter):
    """The second factor; its secrets lie encrypted in the database."""

    def encrypt(self, text: str) -> str:
        """Return `text` sealed with a key that only this installation has."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return what `encrypt` sealed."""
        return unseal(encrypted_text)
