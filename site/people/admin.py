"""People in Django's admin: accounts, organisations, roles, and the audit trail that nobody can touch."""

from typing import Any

import allauth.account.admin  # noqa: F401 -- registers its models, so that ours can take the place of one
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import admin
from django.db import models
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people import audit
from people.access import signed_in
from people.accounts import open_account
from people.memberships import give_role, withdraw_role
from people.models import AuditEntry, Membership, Organisation, User

POWERS = ("is_staff", "is_superuser", "groups")


class Traced(admin.ModelAdmin):
    """Writes into the audit trail what is deleted here."""

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        """Delete one object and leave its trace."""
        audit.record(actor=signed_in(request), action=_deleted(obj), subject=obj, data={"name": str(obj)})
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Delete the chosen objects and leave the trace of each."""
        for obj in queryset:
            audit.record(actor=signed_in(request), action=_deleted(obj), subject=obj, data={"name": str(obj)})
        super().delete_queryset(request, queryset)


def _deleted(obj: models.Model) -> str:
    return f"{obj._meta.model_name}.deleted"  # noqa: SLF001 -- Django's public name for it


class MembershipInline(admin.TabularInline):
    """The roles of a user: given and withdrawn, never changed into one another."""

    model = Membership
    extra = 0
    autocomplete_fields = ("organisation",)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Roles open doors: only superusers give them."""
        return bool(request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody: withdraw one role and give the other, so that the audit trail tells it."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Only superusers withdraw them."""
        return bool(request.user.is_superuser)


@admin.register(User)
class UserAdmin(Traced):
    """Accounts. Passwords and e-mail addresses are changed by their owners, through allauth."""

    list_display = ("email", "name", "language", "is_active", "is_staff", "is_superuser", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser", "language", "memberships__role")
    search_fields = ("email", "name")
    ordering = ("email",)
    filter_horizontal = ("groups",)
    inlines = (MembershipInline,)
    fieldsets = (
        (None, {"fields": ("email", "name", "language")}),
        (_("Permissions"), {"fields": ("is_active", *POWERS)}),
        (_("Important dates"), {"fields": ("last_login", "date_joined")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Return what this administrator may only look at: powers, unless she is a superuser."""
        fields: tuple[str, ...] = ("last_login", "date_joined")
        if obj is not None:
            fields += ("email",)
        return fields if request.user.is_superuser else (*fields, *POWERS)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Superusers are changed by superusers alone."""
        is_above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not is_above and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Superusers are deleted by superusers alone."""
        is_above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not is_above and super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:  # noqa: FBT001 -- Django's signature
        """Open an account for somebody new; write the change of somebody known into the audit trail."""
        if not change:
            obj.email = obj.email.lower()
            open_account(actor=signed_in(request), user=obj, request=request)
            return
        super().save_model(request, obj, form, change)
        if form.changed_data:
            data = {"fields": form.changed_data}
            audit.record(actor=signed_in(request), action="user.changed_by_administrator", subject=obj, data=data)

    def save_formset(self, request: HttpRequest, form: ModelForm, formset: BaseModelFormSet, change: bool) -> None:  # noqa: FBT001 -- Django's signature
        """Give and withdraw roles through the functions that everybody else uses."""
        formset.save(commit=False)
        for gone in formset.deleted_objects:
            withdraw_role(actor=signed_in(request), user=gone.user, organisation=gone.organisation, role=gone.role)
        for new in formset.new_objects:
            give_role(actor=signed_in(request), user=form.instance, organisation=new.organisation, role=new.role)


@admin.register(Organisation)
class OrganisationAdmin(Traced):
    """Colleges, employers and competence centres."""

    list_display = ("name", "short_name", "country", "region")
    list_filter = ("country",)
    search_fields = ("name", "short_name", "region")

    def save_model(self, request: HttpRequest, obj: Organisation, form: ModelForm, change: bool) -> None:  # noqa: FBT001 -- Django's signature
        """Save, and write it into the audit trail."""
        super().save_model(request, obj, form, change)
        action = "organisation.changed" if change else "organisation.added"
        audit.record(actor=signed_in(request), action=action, subject=obj, data={"fields": form.changed_data})


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin[AuditEntry]):
    """The audit trail, to read: nobody adds to it by hand, changes it or deletes from it."""

    list_display = ("at", "actor", "action", "subject")
    list_filter = ("action",)
    list_select_related = ("actor",)
    search_fields = ("subject", "action", "actor__email", "actor__name")
    date_hierarchy = "at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody."""
        return False


class EmailAddressAdmin(admin.ModelAdmin[EmailAddress]):
    """allauth's addresses, to read: an address changed here would part from the account that it signs in."""

    list_display = ("email", "user", "primary", "verified")
    list_select_related = ("user",)
    search_fields = ("email", "user__name")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False


admin.site.unregister(EmailAddress)
admin.site.register(EmailAddress, EmailAddressAdmin)
admin.site.site_header = admin.site.site_title = settings.WAGTAIL_SITE_NAME
