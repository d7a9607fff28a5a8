"""A version by which marks were given changes no more, and nothing below it: whoever tries is refused here.

The way of a single row and the way of many at once are both guarded. Only raw SQL passes by.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionFrozen(models.ProtectedError):
    """Something of a frozen version was to be changed or deleted."""

    def __init__(self, frozen: Iterable[models.Model] = ()) -> None:
        """Say that marks were given by it; `frozen` are the rows that stay."""
        super().__init__(
            str(_("Marks have been given by this version: it can be neither changed nor deleted.")), set(frozen)
        )


def refuse_frozen(model: type[models.Model], path: str = "", **found: Any) -> None:
    """Refuse to go on if any row that is `found` belongs to a frozen version; `path` leads from it to the version.

    Raises:
        VersionFrozen: one does.
    """
    at = f"{path}__frozen_at" if path else "frozen_at"
    if model._base_manager.filter(**found, **{f"{at}__isnull": False}).exists():  # noqa: SLF001 -- documented by Django
        raise VersionFrozen


class Guarded(models.QuerySet[Any]):
    """Rows that belong to versions: what would change or delete a frozen one, or add to it, is refused."""

    def _refuse_frozen(self) -> None:
        path = getattr(self.model, "to_version", "")
        at = f"{path}__frozen_at" if path else "frozen_at"
        if self.filter(**{f"{at}__isnull": False}).exists():
            raise VersionFrozen

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Add many rows; VersionFrozen is raised if one would belong to a frozen version."""
        rows = list(objs)
        if rows and hasattr(self.model, "to_version"):
            rows[0].refuse_frozen_above(rows)
        return super().bulk_create(rows, *args, **kwargs)

    def update(self, **values: Any) -> int:
        """Change many rows; VersionFrozen is raised if one of them is frozen."""
        self._refuse_frozen()
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete many rows; VersionFrozen is raised if one of them is frozen."""
        self._refuse_frozen()
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]
    update.alters_data = True  # type: ignore[attr-defined]


class Versions(models.Manager.from_queryset(Guarded)):  # type: ignore[misc]
    """Versions, and everything below them."""


class PartOfVersion(models.Model):
    """Something that stands below a version; `to_version` leads there."""

    to_version: ClassVar[str]
    objects = Versions()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row, unless it belongs to a frozen version (VersionFrozen)."""
        self.refuse_frozen_above([self])
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row, unless it belongs to a frozen version (VersionFrozen)."""
        refuse_frozen(type(self), self.to_version, pk=self.pk)
        return super().delete(*args, **kwargs)

    @classmethod
    def refuse_frozen_above(cls, rows: Iterable[models.Model]) -> None:
        """Refuse rows that would belong to a frozen version (VersionFrozen)."""
        above, _between, rest = cls.to_version.partition("__")
        parent: Any = cls._meta.get_field(above).related_model
        refuse_frozen(parent, rest, pk__in={getattr(row, f"{above}_id") for row in rows})
