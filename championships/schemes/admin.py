"""Schemes in Django's admin: to look at, not to change, because rooms have been marked by them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from championships.schemes.models import Aspect, Criterion, Scheme, SchemeVersion, StandardsSection


class ReadOnly(admin.options.BaseModelAdmin):
    """Nothing can be added, changed or deleted."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody adds."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes."""
        return False


class VersionInline(ReadOnly, admin.TabularInline):
    """The versions of a scheme."""

    model = SchemeVersion
    fields = ("number", "layout", "source_name", "total", "imported_by", "created_at")
    readonly_fields = fields
    show_change_link = True


class SectionInline(ReadOnly, admin.TabularInline):
    """The standards sections of a version."""

    model = StandardsSection


class CriterionInline(ReadOnly, admin.TabularInline):
    """The criteria of a version."""

    model = Criterion


@admin.register(Scheme)
class SchemeAdmin(ReadOnly, admin.ModelAdmin):
    """Schemes."""

    list_display = ("title", "organisation", "owner", "created_at")
    list_select_related = ("organisation", "owner")
    search_fields = ("title", "skill_name")
    inlines = (VersionInline,)


@admin.register(SchemeVersion)
class SchemeVersionAdmin(ReadOnly, admin.ModelAdmin):
    """Versions of schemes."""

    list_display = ("scheme", "number", "total", "layout", "created_at")
    list_select_related = ("scheme",)
    inlines = (SectionInline, CriterionInline)


@admin.register(Aspect)
class AspectAdmin(ReadOnly, admin.ModelAdmin):
    """Aspects, to be found by their words."""

    list_display = ("code", "kind", "description", "maximum", "sub_criterion")
    list_select_related = ("sub_criterion",)
    list_filter = ("kind",)
    search_fields = ("code", "description")
