"""Make the pictures of the documentation from the photographs of every screen: `make pictures`.

The photographs are taken from the running demo by tests/browser/test_pictures.py, test_training_pictures.py and
test_championship_pictures.py, into var/screenshots.
"""

from pathlib import Path

from PIL import Image

DOCS = Path(__file__).resolve().parent
SCREENS = DOCS.parent / "var" / "screenshots"
PICTURES = DOCS / "pictures"
WALL = "#dfe1e0"
GAP = 24
COLOURS = 128

# Screens side by side: file, width, height, left, top, in pixels. That of the README first.
Screens = tuple[tuple[str, int, int, int, int], ...]
ROOM: Screens = (
    ("desktop-light-en/host", 720, 480, 0, 0),
    ("desktop-light-en/sheet", 720, 520, 0, 504),
    ("desktop-dark-en/board", 720, 450, 744, 0),
    ("phone-light-en/feedback", 348, 550, 744, 474),
    ("phone-light-kk/competitor", 348, 550, 1116, 474),
)
PHONES: Screens = (
    ("phone-light-kk/skill-result", 360, 900, 0, 0),
    ("phone-dark-en/skill-result", 360, 900, 384, 0),
)
# The pictures of the guide: name, photograph, height in pixels of a picture 960 wide.
GUIDE: tuple[tuple[str, str, int], ...] = (
    ("import-report", "desktop-light-en/import-report", 640),
    ("difference", "desktop-light-en/difference", 800),
    ("marked-sheet", "desktop-light-en/marked-sheet", 480),
    ("editor", "desktop-light-en/editor", 560),
    ("module", "desktop-light-en/module", 640),
    ("new-room", "desktop-light-en/new-room", 520),
    ("host", "desktop-light-en/host", 600),
    ("sheet", "desktop-light-en/sheet", 600),
    ("board", "desktop-dark-en/board", 560),
    ("results", "desktop-light-en/results", 640),
    ("publish", "desktop-light-en/publish", 560),
)
# Those of training, likewise.
TRAINING: tuple[tuple[str, str, int], ...] = (
    ("catalogue", "desktop-light-en/catalogue", 640),
    ("lesson", "desktop-light-en/lesson-with-steps", 720),
    ("quiz", "desktop-light-en/quiz", 640),
    ("assignment-review", "desktop-light-en/review", 720),
    ("calibration", "desktop-light-en/calibration-result", 720),
    ("cohort", "desktop-light-en/cohort", 640),
    ("certificate", "desktop-light-en/certificate", 640),
)
# Those of championships, likewise.
CHAMPIONSHIPS: tuple[tuple[str, str, int], ...] = (
    ("championship", "desktop-light-en/championship", 640),
    ("skill-result", "desktop-light-en/skill-result", 640),
    ("medals", "desktop-light-en/medals", 640),
    ("championship-desk", "desktop-light-en/championship-desk", 640),
    ("people-report", "desktop-light-en/people-report", 640),
    ("event-board", "desktop-dark-en/event-board", 600),
    ("ceremony", "desktop-dark-en/ceremony", 600),
)
GUIDE_WIDTH = 960


def screen(name: str, width: int, height: int) -> Image.Image:
    """Return the top of a photograph, `width` by `height` pixels.

    Raises:
        FileNotFoundError: the photograph has not been taken: run `make screenshots`.
    """
    with Image.open(SCREENS / f"{name}.png") as photograph:
        scaled = photograph.convert("RGB").resize((width, round(photograph.height * width / photograph.width)))
    return scaled.crop((0, 0, width, min(height, scaled.height)))


def keep(picture: Image.Image, name: str) -> None:
    """Write the picture in few colours, which is enough for screens and a quarter of the size."""
    picture.quantize(COLOURS).save(PICTURES / f"{name}.png", optimize=True)


def side_by_side(screens: Screens) -> Image.Image:
    """Return the screens on one wall."""
    right = max(left + width for _name, width, _height, left, _top in screens)
    bottom = max(top + height for _name, _width, height, _left, top in screens)
    wall = Image.new("RGB", (right + 2 * GAP, bottom + 2 * GAP), WALL)
    for name, width, height, left, top in screens:
        wall.paste(screen(name, width, height), (left + GAP, top + GAP))
    return wall


def main() -> None:
    """Make every picture."""
    PICTURES.mkdir(exist_ok=True)
    keep(side_by_side(ROOM), "room")
    keep(side_by_side(PHONES), "phones")
    for name, photograph, height in GUIDE + TRAINING + CHAMPIONSHIPS:
        keep(screen(photograph, GUIDE_WIDTH, height), name)


if __name__ == "__main__":
    main()
