"""What an uploaded photo or voice note really is: told from its content, never from its name.

A picture is decoded and written anew, so that neither where it was taken nor anything hidden in it stays. A voice note
is kept as it is; the first bytes must be those of a container that browsers record to.
"""

from dataclasses import dataclass

from coaching.rooms.models import EvidenceKind
from coaching.rooms.refusals import CommandRefused
from media.clean_pictures import UnreadablePicture, written_anew


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A photo or a voice note that may be kept."""

    kind: EvidenceKind
    content_type: str
    ending: str
    content: bytes


def evidence_file(content: bytes) -> EvidenceFile:
    """Return what `content` is, ready to be kept.

    Raises:
        CommandRefused: `evidence_unreadable`, it is neither a picture nor a sound that Podium takes.
    """
    sound = _sound(content)
    if sound is not None:
        return EvidenceFile(EvidenceKind.VOICE, *sound, content)
    return EvidenceFile(EvidenceKind.PHOTO, "image/jpeg", "jpg", _picture(content))


def _sound(content: bytes) -> tuple[str, str] | None:
    """Return the content type and the ending of a sound, by the signature of its container."""
    if content.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in content[:64]:
        return "audio/webm", "webm"
    if content.startswith(b"OggS"):
        return "audio/ogg", "ogg"
    if content[4:8] == b"ftyp":
        return "audio/mp4", "m4a"
    return None


def _picture(content: bytes) -> bytes:
    try:
        return written_anew(content)
    except UnreadablePicture:
        raise CommandRefused("evidence_unreadable", field="file") from None
