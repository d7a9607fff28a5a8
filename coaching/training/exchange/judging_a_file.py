"""What comes of a module's file: read before anything is stored, with every oddity named where it stands."""

import re
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Locale
from wagtail.whitelist import check_url

from championships.schemes.models import SchemeVersion
from championships.schemes.permissions import usable_versions
from coaching.training.exchange import layout, media_files, reading_tasks, schemes
from coaching.training.exchange.opening import Opened
from coaching.training.exchange.walking import LeftOut, Path, Walk
from coaching.training.models import LessonPage, TrainingModulePage
from people.models import User

NOTES_FEATURES = ["bold", "italic", "link", "ol", "ul"]
LOCAL = ("/", "#")
# The editor gives every paragraph a key of its own each time.
EDITORS_KEY = re.compile(r' data-block-key="[^"]*"')


@dataclass(slots=True)
class Report:
    """What a file holds and what is odd about it: `refused` stops it, `left_out` is what it goes on without."""

    title: str = ""
    lessons: list[str] = field(default_factory=list)
    media: dict[str, int] = field(default_factory=dict)
    tasks: list[str] = field(default_factory=list)
    language: str = ""
    left_out: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Reader:
    """Reads bodies: media become names of media that can be stored, what is elsewhere is looked up here."""

    opened: Opened
    actor: User
    report: Report
    usable: dict[str, str]
    stored: dict[str, models.Model] = field(default_factory=dict)
    where: str = ""
    # Where what is read is kept, and whether it is: a report only looks.
    locale: Locale | None = None
    is_storing: bool = False
    tasks: dict[str, Any] = field(default_factory=dict)
    task: tuple[str, Path] | None = None

    def reference(self, model: type[models.Model], value: Any, path: Path) -> Any:
        """Return the key of what a block refers to; the key of a medium that is not stored yet is its name."""
        value = value if isinstance(value, dict) else {}
        if isinstance(name := value.get("medium"), str):
            return self._medium(model, name)
        about = self.opened.contents.get("elsewhere", {}).get(str(value.get("elsewhere")), {})
        about = about if isinstance(about, dict) else {}
        found = self._elsewhere(model, about)
        if found is not None:
            return found.pk
        if layout.FOR_INSTRUCTORS in about and (model in reading_tasks.MAKING or model is SchemeVersion):
            return self._task(model, str(value["elsewhere"]), about, path)
        self._left_out(_("%(what)s is not here") % {"what": _named(model, about)}, path)
        raise LeftOut

    def rich_text(self, block: blocks.RichTextBlock, value: str, path: Path) -> str:
        """Return the text with nothing in it but what its editor offers, and with links that lead somewhere harmless."""
        return self.clean_text(value, block.features)

    def clean_text(self, value: str, features: list[str] | None) -> str:
        """Return a rich text as the editor with `features` would have written it."""
        if not value.strip():
            return ""
        soup = BeautifulSoup(value, "html.parser")
        for link in soup.find_all("a"):
            self._check_link(link)
        converter = ContentstateConverter(features or ["bold", "italic"])
        return EDITORS_KEY.sub("", converter.to_database_format(converter.from_database_format(str(soup))))

    def unknown(self, name: str, path: Path) -> None:
        """Say that a block is not known here."""
        self._left_out(_("a block of the kind “%(name)s” is not known here") % {"name": name[:60]}, path)

    def impossible(self, label: str, path: Path) -> None:
        """Say that a field has a value that it cannot have."""
        self._left_out(_("“%(field)s” has a value that is not possible") % {"field": label}, path)

    def note(self, words: str) -> None:
        """Say what of a task comes otherwise than it was, or not at all."""
        title, path = self.task or ("", ())
        self._left_out(_("%(title)s, %(words)s") % {"title": title, "words": words.rstrip(".")}, path)

    def _task(self, model: type[models.Model], name: str, about: dict[str, Any], path: Path) -> Any:
        """Return the key of a task that the file carries, made once; its name while nothing is stored."""
        if name not in self.tasks:
            # A scheme may be read in the middle of a task that needs it.
            whose = self.task
            self.task = _named(model, about), whose[1] if whose else path
            self.tasks[name] = self._made(model, name, about)
            self.task = whose
        if self.tasks[name] is None:
            raise LeftOut
        return self.tasks[name]

    def _made(self, model: type[models.Model], name: str, about: dict[str, Any]) -> Any:
        carried = about[layout.FOR_INSTRUCTORS]
        carried = carried if isinstance(carried, dict) else {}
        if model is SchemeVersion:
            return self._scheme(carried, about)
        if not self.actor.has_perm(layout.permission("add", model)):
            self.note(_("which you may not add here."))
            return None
        try:
            row = reading_tasks.make(model, carried, self, self.locale)
        except reading_tasks.Impossible as wrong:
            self.note(_("nothing can be made here: %(words)s") % {"words": wrong})
            return None
        self.report.tasks.append(_named(model, about))
        return row.pk if row else name

    def _scheme(self, carried: dict[str, Any], about: dict[str, Any]) -> Any:
        """Return the key of a scheme that the file carries: what is judged by it is looked at against the scheme itself."""
        try:
            version = schemes.store(self.actor, carried)
        except reading_tasks.Impossible as wrong:
            self.note(_("nothing can be made here: %(words)s") % {"words": wrong})
            return None
        self.report.tasks.append(_named(SchemeVersion, about))
        return version.pk

    def _check_link(self, link: Any) -> None:
        name = link.get("id", "")
        document = self.stored.get(name) if link.get("linktype") == "document" else None
        href = str(link.get("href", ""))
        href = href if href.startswith(LOCAL) or check_url(href) else ""
        link.attrs = {"href": href} if href else {}
        if name in self.usable and self.usable[name] == "documents":
            link.attrs = {"linktype": "document", "id": str(document.pk if document else 0)}
        elif not href:
            link.unwrap()

    def _medium(self, model: type[models.Model], name: str) -> Any:
        if self.usable.get(name) != layout.EXCHANGED.get(layout.kind_of(model)):
            raise LeftOut
        return self.stored[name].pk if name in self.stored else name

    def _elsewhere(self, model: type[models.Model], about: dict[str, Any]) -> models.Model | None:
        if model is SchemeVersion:
            candidates = usable_versions(self.actor).filter(total=_number(about.get("total")))
            return next((each for each in candidates if layout.scheme_digest(each) == about.get("content")), None)
        key = str(about.get("key", ""))
        if about.get("kind") != layout.kind_of(model) or len(key) != len("00000000-0000-0000-0000-000000000000"):
            return None
        rows = model.objects.filter(translation_key=key)  # type: ignore[attr-defined]
        return rows.order_by("pk").first()

    def _left_out(self, words: str, path: Path) -> None:
        path = self.task[1] if self.task else path
        block = path[0] + 1 if path and isinstance(path[0], int) else 1
        self.report.left_out.append(_("%(where)s, block %(block)s: %(words)s.") % {
            "where": self.where, "block": block, "words": words,
        })  # fmt: skip


def judge(opened: Opened, actor: User) -> tuple[Report, Reader]:
    """Return the report on a file and the reader that has judged it. Nothing stays stored.

    A marking scheme that comes with the file is stored while it is judged, and taken back with all that came of it.
    """
    with transaction.atomic():
        judged = _judged(opened, actor)
        transaction.set_rollback(True)
    return judged


def _judged(opened: Opened, actor: User) -> tuple[Report, Reader]:
    contents = opened.contents
    report = Report(language=str(contents.get("language", ""))[:8])
    reader = Reader(opened, actor, report, _usable_media(opened, report))
    report.title = page_of(reader, TrainingModulePage, contents["module"]).title
    report.lessons = [page_of(reader, LessonPage, lesson).title for lesson in contents.get("lessons", [])]
    for kind in layout.EXCHANGED.values():
        report.media[kind] = sum(found == kind for found in reader.usable.values())
    return report, reader


def page_of(reader: Reader, model: type[Any], about: Any) -> Any:
    """Return a page that is not saved, filled from the file; what is wrong with its fields is refused in the report."""
    about = about if isinstance(about, dict) else {}
    fields = layout.MODULE_FIELDS if model is TrainingModulePage else layout.LESSON_FIELDS
    page = model(**{name: _value(model, name, about.get(name)) for name in fields})
    reader.where = page.title or str(model._meta.verbose_name)  # noqa: SLF001 -- Django's public name for it
    walked = Walk(reader, renew=True).stream(page.body.stream_block, about.get("body"))
    page.body = page.body.stream_block.to_python(walked) if reader.is_storing else []
    notes = about.get(layout.FOR_INSTRUCTORS)
    text = notes.get("notes", "") if isinstance(notes, dict) else ""
    page.instructor_notes = reader.clean_text(text if isinstance(text, str) else "", NOTES_FEATURES)
    _check_fields(page, fields, reader)
    return page


def _check_fields(page: Any, fields: tuple[str, ...], reader: Reader) -> None:
    for name in fields:
        if name == "slug":
            continue
        model_field = page._meta.get_field(name)  # noqa: SLF001 -- Django's public name for it
        try:
            setattr(page, name, model_field.clean(getattr(page, name), page))
        except Exception as wrong:  # noqa: BLE001 -- whatever a field says of a value that somebody else made
            said = {"where": reader.where, "field": model_field.verbose_name, "words": _words(wrong)}
            reader.report.refused.append(_("%(where)s, %(field)s: %(words)s") % said)


def _words(wrong: Exception) -> str:
    messages = getattr(wrong, "messages", None)
    return " ".join(messages) if messages else _("this value is not possible.")


def _value(model: type[Any], name: str, value: Any) -> Any:
    field_of = model._meta.get_field(name)  # noqa: SLF001 -- Django's public name for it
    if isinstance(field_of, models.CharField | models.TextField):
        return value.replace("\x00", "") if isinstance(value, str) else ""
    return value if isinstance(value, str | int) and not isinstance(value, bool) else None


def _usable_media(opened: Opened, report: Report) -> dict[str, str]:
    """Return the media that can be stored, by name with their kind; the others are named in the report."""
    usable = {}
    for kind in layout.EXCHANGED.values():
        media = opened.contents.get(kind)
        for name, about in (media if isinstance(media, dict) else {}).items():
            if problem := media_files.problem_of(opened, kind, about):
                what = {"title": media_files.title_of(about), "problem": problem}
                report.left_out.append(_("“%(title)s” is left out: %(problem)s.") % what)
            else:
                usable[name] = kind
    return usable


def _named(model: type[models.Model], about: Any) -> str:
    name = str(about.get("name", ""))[:160] if isinstance(about, dict) else ""
    return f"{apps.get_model(layout.kind_of(model))._meta.verbose_name} “{name}”"  # noqa: SLF001 -- Django's public name


def _number(text: Any) -> str:
    plain = str(text)
    return plain if plain.replace(".", "", 1).isdigit() and len(plain) < len("000000000.00") else "0"
