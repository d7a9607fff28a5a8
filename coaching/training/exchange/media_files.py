"""Pictures, documents and videos of a file: looked at before any is stored, and stored as their library keeps them."""

import io
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError
from wagtail.models import Collection

from coaching.training.exchange import layout
from coaching.training.exchange.opening import FileRefused, Opened
from media.models import CustomDocument, CustomImage, Video
from people.models import User

PICTURES = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}
MOST_PIXELS = 60_000_000
VIDEO_ENDINGS = {".mp4", ".webm", ".ogv", ".mov", ".mp3", ".m4a", ".ogg", ".wav"}
LONGEST_TITLE = 255
LARGEST_NUMBER = 1_000_000


def problem_of(opened: Opened, kind: str, about: Any) -> str:
    """Return in words why a medium cannot be stored, empty if it can."""
    member = about.get("file") if isinstance(about, dict) else None
    if not opened.has(member):
        return _("its file is missing")
    ending = PurePosixPath(str(member)).suffix.lower()
    if kind == "images":
        return _picture_problem(opened, str(member))
    if kind == "documents" and ending[1:] not in settings.WAGTAILDOCS_EXTENSIONS:
        return _("files that end with %(ending)s are not taken") % {"ending": ending or "…"}
    if kind == "videos" and ending not in VIDEO_ENDINGS:
        return _("files that end with %(ending)s are not taken") % {"ending": ending or "…"}
    return ""


def store(opened: Opened, kind: str, about: dict[str, Any], actor: User) -> Any:
    """Return the stored medium; call it only where `problem_of` finds nothing, inside a transaction."""
    item: Any = {"images": _image, "documents": _document, "videos": _video}[kind](about)
    content = opened.read(about["file"])
    ending = PurePosixPath(about["file"]).suffix.lower()
    if kind == "images":
        ending = f".{PICTURES[_format_of(content)]}"
    item.file = ContentFile(content, name=f"{kind[:-1]}{ending}")
    if kind == "images":
        item.width, item.height = Image.open(io.BytesIO(content)).size
    if kind == "videos" and opened.has(about.get("captions")) and str(about["captions"]).endswith(".vtt"):
        item.captions = ContentFile(opened.read(about["captions"]), name="captions.vtt")
    item.uploaded_by_user = actor
    item.collection = Collection.get_first_root_node()
    item.save()
    return item


def title_of(about: Any) -> str:
    """Return what a report calls a medium."""
    return _text(about, "title") or _("without a title")


def _picture_problem(opened: Opened, member: str) -> str:
    try:
        content = opened.read(member)
        with Image.open(io.BytesIO(content), formats=list(PICTURES)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return _("it has more than 60 million pixels")
            picture.verify()
    except FileRefused as refused:
        return str(refused)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return _("it is no picture that is read here: PNG, JPEG, WebP, AVIF or GIF")
    return ""


def _format_of(content: bytes) -> str:
    with Image.open(io.BytesIO(content), formats=list(PICTURES)) as picture:
        return str(picture.format)


def _image(about: dict[str, Any]) -> CustomImage:
    longest = {"title": LONGEST_TITLE, "description": LONGEST_TITLE, "credit": 200}
    return CustomImage(**{name: _text(about, name)[: longest[name]] for name in layout.IMAGE_FIELDS})


def _document(about: dict[str, Any]) -> CustomDocument:
    return CustomDocument(title=_text(about, "title")[:LONGEST_TITLE], language=_text(about, "language")[:8])


def _video(about: dict[str, Any]) -> Video:
    numbers = {name: about.get(name) for name in ("duration", "width", "height")}
    known = {
        name: value for name, value in numbers.items() if isinstance(value, int | float) and 0 < value < LARGEST_NUMBER
    }
    language = _text(about, "language")
    return Video(
        title=_text(about, "title")[:LONGEST_TITLE],
        type="audio" if str(about.get("file", "")).endswith((".mp3", ".m4a", ".ogg", ".wav")) else "video",
        language=language if language in dict(settings.LANGUAGES) else "",
        transcript=_text(about, "transcript"),
        **({"duration": 0} | known),
    )


def _text(about: Any, name: str) -> str:
    value = about.get(name) if isinstance(about, dict) else None
    return value.replace("\x00", "") if isinstance(value, str) else ""
