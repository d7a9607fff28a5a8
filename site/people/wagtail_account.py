"""Wagtail's account page without what is ours: name, e-mail and password are changed on the profile page."""

from typing import Any

from wagtail.admin.views.account import AccountView as WagtailAccountView
from wagtail.admin.views.account import BaseSettingsPanel, ChangePasswordPanel, NameEmailSettingsPanel


class AccountView(WagtailAccountView):
    """The picture, the notifications, the language and the colours of the page editor."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        """Return Wagtail's panels but those for the name, the e-mail address and the password."""
        ours: tuple[type[Any], ...] = (NameEmailSettingsPanel, ChangePasswordPanel)
        return [panel for panel in super().get_panels() if not isinstance(panel, ours)]
