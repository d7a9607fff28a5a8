"""Pictures from people's devices, written anew: nothing stays of them but what is seen.

Where a picture was taken, the name of the camera and anything hidden beside the pixels is gone. Decoding is bounded.
"""

from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

LONGEST_SIDE: Final = 1600
QUALITY: Final = 82
PICTURES: Final = ("JPEG", "PNG", "WEBP")
MOST_PIXELS: Final = 30_000_000
"""More than any telephone's camera gives: a picture of a few bytes that unfolds to more is a trap."""


class UnreadablePicture(Exception):
    """It is no picture of a kind that Podium takes, it is broken, or it unfolds to too many pixels."""


def written_anew(content: bytes, *, longest_side: int = LONGEST_SIDE) -> bytes:
    """Return the picture as a JPEG file of its pixels alone, upright, no side longer than `longest_side` pixels.

    Raises:
        UnreadablePicture: `content` is no JPEG, PNG or WebP picture of at most `MOST_PIXELS`.
    """
    try:
        with Image.open(BytesIO(content), formats=PICTURES) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise UnreadablePicture
            return _pixels_alone(picture, longest_side)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise UnreadablePicture from None


def _pixels_alone(picture: Image.Image, longest_side: int) -> bytes:
    picture.draft("RGB", (longest_side, longest_side))
    upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail((longest_side, longest_side))
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    written = BytesIO()
    clean.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()
