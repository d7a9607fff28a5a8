"""Exporting a module: its texts, its lessons and its media as one ZIP."""

import json
import re
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.models import Locale, Page

from championships.schemes.models import SchemeVersion
from coaching.training.exchange import layout, schemes, tasks
from coaching.training.exchange.walking import Path, Walk
from coaching.training.models import LessonPage, TrainingModulePage
from coaching.training.quizzes.models import Quiz
from coaching.training.quizzes.solutions import sees_solutions
from people.audit import record
from people.models import User

IN_MEMORY = 8 * 1024 * 1024
LINK = re.compile(r'<a\s+[^>]*linktype="(\w+)"[^>]*>(.*?)</a>', re.DOTALL)
KEY = re.compile(r'\bid="(\d+)"')


@dataclass(slots=True)
class Packer:
    """Gathers what a body refers to; each thing stands in the file once."""

    media: dict[str, dict[str, Any]] = field(default_factory=lambda: {name: {} for name in layout.EXCHANGED.values()})
    elsewhere: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    actor: User | None = None
    locale: Locale | None = None

    def reference(self, model: type[models.Model], value: Any, path: Path) -> dict[str, str] | None:
        """Return the name in the file of a chosen object; None if it is gone."""
        item = model.objects.filter(pk=value).first() if isinstance(value, int | str) else None  # type: ignore[attr-defined]
        if item is None:
            return None
        kind = layout.kind_of(model)
        if kind in layout.EXCHANGED:
            return {"medium": self._medium(layout.EXCHANGED[kind], item)}
        name = f"{kind}:{item.pk}"
        if name not in self.elsewhere:
            self.elsewhere[name] = {"kind": kind, **layout.identity(item)}
            self._carry(name, item)
        return {"elsewhere": name}

    def rich_text(self, block: blocks.RichTextBlock, value: str, path: Path) -> str:
        """Return a text whose links to documents name them as the file does, and without links to pages of this site."""
        return LINK.sub(self._link, value)

    def unknown(self, name: str, path: Path) -> None:
        """Leave out a block that is no longer known: it is not shown on the page either."""

    def impossible(self, label: str, path: Path) -> None:
        """Do nothing: what goes out is not looked at."""

    def _carry(self, name: str, item: Any) -> None:
        """Put a task or a scheme into the file too, in the module's language if there is one; not what `actor` may not see."""
        if isinstance(item, SchemeVersion):
            if body := schemes.carried(item, self.actor):
                self.elsewhere[name][layout.FOR_INSTRUCTORS] = body
            return
        if self.actor is not None and not self.actor.has_perm(layout.permission("view", type(item))):
            return
        if self.actor is not None and isinstance(item, Quiz) and not sees_solutions(self.actor, item):
            return
        here = item.get_translation_or_none(self.locale) if self.locale and hasattr(item, "translation_key") else None
        if body := tasks.carried(here or item, self):
            self.elsewhere[name][layout.FOR_INSTRUCTORS] = body

    def _link(self, found: re.Match[str]) -> str:
        key = KEY.search(found[0])
        if found[1] != "document" or key is None:
            return found[2]
        model = apps.get_model("media", "CustomDocument")
        document = model.objects.filter(pk=int(key[1])).first()
        if document is None:
            return found[2]
        return f'<a linktype="document" id="{self._medium("documents", document)}">{found[2]}</a>'

    def _medium(self, kind: str, item: Any) -> str:
        name = f"{kind}-{item.pk}"
        if name not in self.media[kind]:
            fields = {"images": layout.IMAGE_FIELDS, "documents": layout.DOCUMENT_FIELDS, "videos": layout.VIDEO_FIELDS}
            about = {each: getattr(item, each) for each in fields[kind]}
            about["file"] = self._file(name, item.file)
            if kind == "videos" and item.captions:
                about["captions"] = self._file(f"{name}-captions", item.captions)
            self.media[kind][name] = about
        return name

    def _file(self, name: str, file: File) -> str:
        member = f"{layout.MEDIA}{name}{PurePosixPath(str(file.name)).suffix.lower()}"
        self.files[member] = file
        return member


@transaction.atomic
def export_module(*, actor: User, module: TrainingModulePage) -> IO[bytes]:
    """Return the ZIP of a module as it was saved last, its lessons in order, open for reading at its beginning.

    Raises:
        PermissionDenied: `actor` may not edit this module.
    """
    if not module.permissions_for_user(actor).can_edit():
        raise PermissionDenied(_("You may not export this module."))
    contents, files = contents_of(module, actor)
    record(actor=actor, action="module.exported", subject=module, data={"files": len(files)})
    stored: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 -- the answer closes it
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(layout.CONTENTS, json.dumps(contents, ensure_ascii=False, indent=1))
        for member, file in files.items():
            with file.storage.open(file.name) as source, packed.open(member, "w") as target:  # type: ignore[attr-defined]
                for chunk in source.chunks():
                    target.write(chunk)
    stored.seek(0)
    return stored


def contents_of(module: TrainingModulePage, actor: User | None = None) -> tuple[dict[str, Any], dict[str, File]]:
    """Return what module.json says, and the files beside it by their names there, as far as `actor` may see it."""
    packer = Packer(actor=actor, locale=module.locale)
    lessons = LessonPage.objects.child_of(module).order_by("path")
    pages = {
        "module": _page(packer, module.get_latest_revision_as_object(), layout.MODULE_FIELDS),
        "lessons": [_page(packer, page.get_latest_revision_as_object(), layout.LESSON_FIELDS) for page in lessons],
    }
    about = {"format": layout.FORMAT, "version": layout.VERSION, "language": module.locale.language_code}
    when = {"exported_at": timezone.now().isoformat(timespec="seconds")}
    return {**about, **when, **pages, **packer.media, "elsewhere": packer.elsewhere}, packer.files


def _page(packer: Packer, page: Page, fields: tuple[str, ...]) -> dict[str, Any]:
    body = page.body.stream_block.get_prep_value(page.body)
    texts = {name: _plain(getattr(page, name)) for name in fields}
    notes = {"notes": packer.rich_text(blocks.RichTextBlock(), page.instructor_notes, ())}
    walked = Walk(packer, renew=False).stream(page.body.stream_block, body)
    return {**texts, "body": walked, layout.FOR_INSTRUCTORS: notes}


def _plain(value: Any) -> Any:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value
