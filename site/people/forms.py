"""Forms of sign-in and of people's own settings: labels above, no placeholders, and what a password manager needs."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.names import validate_readable

# What the tables of accounts and of allauth hold; PostgreSQL refuses a longer one.
LONGEST_EMAIL = 254


class Plain(forms.Form):
    """Takes away the placeholders: they repeat the label and vanish when one begins to write."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Build the form as its class does, then clear the placeholders."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class NewEmail(Plain):
    """A form with an e-mail address that is to be kept, and so has to fit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Build the form, then limit the address: allauth does not."""
        super().__init__(*args, **kwargs)
        self.fields["email"].validators.append(MaxLengthValidator(LONGEST_EMAIL))


class OneTimeCode(Plain):
    """A form with a code of six or eight digits: phones show the keys for numbers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Build the form, then ask for the numeric keyboard."""
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(inputmode="numeric", autocomplete="one-time-code")


class SignInForm(Plain, account.LoginForm):
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the e-mail field `username`, which is how password managers know it."""
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class SignUpForm(NewEmail, account.SignupForm):
    """A new account: name, e-mail and password."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        validators=[validate_readable],
        help_text=_("As others see it: on marking sheets and in lists of results."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("name", "email", "password1")


class AddEmailForm(NewEmail, account.AddEmailForm):
    """A new e-mail address for the account."""


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    """A new password for somebody who knows the old one."""


class SetPasswordForm(Plain, account.SetPasswordForm):
    """A first password."""


class ResetPasswordForm(Plain, account.ResetPasswordForm):
    """The address to which the link for a new password goes."""


class NewPasswordForm(Plain, account.ResetPasswordKeyForm):
    """A new password for somebody who came by the link in the mail."""


class ConfirmPasswordForm(Plain, account.ReauthenticateForm):
    """The password once more, before a change that matters."""


class CodeForm(OneTimeCode, mfa.AuthenticateForm):
    """The code of the authenticator app, or a recovery code."""


class ConfirmCodeForm(OneTimeCode, mfa.ReauthenticateForm):
    """The code once more, before a change that matters."""


class ActivateAppForm(OneTimeCode, totp.ActivateTOTPForm):
    """The first code of a new authenticator app."""


class ProfileForm(forms.ModelForm):
    """Name and language, changed by the person herself."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        validators=[validate_readable],
        help_text=_("As others see it: on marking sheets and in lists of results."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("The language of our letters to you, and of Podium when an address does not name one."),
    )

    class Meta:
        model = User
        fields = ("name", "language")
