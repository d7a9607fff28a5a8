"""Users in Wagtail's settings menu: by e-mail and one name; passwords and addresses stay with allauth."""

from typing import Any, ClassVar

from django import forms
from django.utils.functional import cached_property
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import CreateView as WagtailCreateView
from wagtail.users.views.users import EditView as WagtailEditView
from wagtail.users.views.users import IndexView as WagtailIndexView
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from people import audit
from people.access import signed_in
from people.accounts import open_account
from people.models import User

FIELDS = ("email", "name", "language", "is_superuser", "groups")
WIDGETS = {"groups": forms.CheckboxSelectMultiple}


class NewUserForm(UserCreationForm):
    """Somebody new; she chooses her password by the letter that she gets."""

    first_name = None
    last_name = None

    class Meta(UserCreationForm.Meta):
        fields = FIELDS
        widgets = WIDGETS

    def clean_email(self) -> str:
        """Return the address in small letters, as it is kept."""
        email: str = self.cleaned_data["email"].lower()
        return email


class UserForm(UserEditForm):
    """Somebody known; the e-mail address is hers to change, on her own page."""

    first_name = None
    last_name = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the e-mail address and keep it as it is."""
        super().__init__(*args, **kwargs)
        self.fields["email"].disabled = True

    class Meta(UserEditForm.Meta):
        fields = (*FIELDS, "is_active")
        widgets = WIDGETS


class CreateView(WagtailCreateView):
    """Opens an account instead of only saving a row."""

    def save_instance(self) -> User:
        """Open the account, then put its holder into the chosen groups."""
        user = open_account(actor=signed_in(self.request), user=self.form.save(commit=False), request=self.request)
        self.form.save_m2m()
        return user


class EditView(WagtailEditView):
    """Changes an account and leaves the trace of it."""

    def save_instance(self) -> User:
        """Save what was changed, with an audit row beside Wagtail's own log."""
        user = super().save_instance()
        data = {"fields": self.form.changed_data}
        audit.record(actor=signed_in(self.request), action="user.changed_by_administrator", subject=user, data=data)
        return user


class IndexView(WagtailIndexView):
    """The list of users, found by name or e-mail."""

    @cached_property
    def search_fields(self) -> set[str]:
        """Return the fields that the search looks into."""
        return {"name", "email"}


class UserViewSet(WagtailUserViewSet):
    """The pages under /admin/users/."""

    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    create_template_name = "people/wagtail_users/create.html"
    edit_template_name = "people/wagtail_users/edit.html"
    ordering: ClassVar[str] = "email"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:  # noqa: FBT001, FBT002 -- Wagtail's signature
        """Return the form for somebody known or somebody new."""
        return UserForm if for_update else NewUserForm
