"""The paper that the demo's pictures are drawn on, and its few colours."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

SCALE = 2  # Drawn twice as large and made smaller, so that edges are smooth.
SIZE = (1280, 640)
MIDDLE = SIZE[1] / 2
PAPER, SURFACE, LINE, INK, SOFT = "#f6f3ec", "#fffdf9", "#cfc8ba", "#1e2a30", "#8a938f"
TEAL, TEAL_SOFT, RED, RED_SOFT, TEA = "#125e66", "#d5e8e8", "#b3382f", "#f8e3df", "#9a5a24"
LIVE, LIVE_SOFT = "#d9581e", "#f7dfd1"  # Time alone.
Box = tuple[float, float, float, float]


def _large(box: Box) -> Box:
    """Return the box as it stands on the larger sheet."""
    left, top, right, bottom = box
    return left * SCALE, top * SCALE, right * SCALE, bottom * SCALE


class Sheet:
    """A sheet of paper to draw on, measured in pixels of the finished picture."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), PAPER)
        self.pen = ImageDraw.Draw(self.image)

    def card(self, box: Box, *, fill: str = SURFACE, edge: str = LINE, width: int = 2, radius: int = 12) -> None:
        """Draw a box with round corners."""
        self.pen.rounded_rectangle(_large(box), radius * SCALE, fill, edge, width * SCALE)

    def bar(self, box: Box, fill: str, radius: int = 6) -> None:
        """Draw a bar that stands for a line of words."""
        self.pen.rounded_rectangle(_large(box), radius * SCALE, fill)

    def line(self, points: Sequence[tuple[float, float]], fill: str, width: int) -> None:
        """Draw a line through `points`."""
        self.pen.line([(x * SCALE, y * SCALE) for x, y in points], fill, width * SCALE, joint="curve")

    def shape(self, points: Sequence[tuple[float, float]], fill: str) -> None:
        """Draw a filled shape."""
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill)

    def round(self, box: Box, fill: str | None, edge: str | None = None, width: int = 0) -> None:
        """Draw a circle or an ellipse."""
        self.pen.ellipse(_large(box), fill, edge, width * SCALE)

    def ring(self, x: float, y: float, radius: float, fill: str | None, *stroke: Any) -> None:
        """Draw a circle around a point; `stroke` is the colour and the width of its edge."""
        self.round((x - radius, y - radius, x + radius, y + radius), fill, *stroke)

    def dome(self, box: Box, fill: str) -> None:
        """Draw the upper half of an ellipse."""
        self.pen.pieslice(_large(box), 180, 360, fill)

    def dashes(self, start: tuple[float, float], end: tuple[float, float], fill: str, width: int = 4) -> None:
        """Draw a broken line, as measures are drawn."""
        (left, top), (right, bottom) = start, end
        count = max(1, round((abs(right - left) + abs(bottom - top)) / 24))
        across, down = (right - left) / count, (bottom - top) / count
        for number in range(count):
            x, y = left + across * number, top + down * number
            self.line([(x, y), (x + across * 0.6, y + down * 0.6)], fill, width)

    def arrow(self, points: Sequence[tuple[float, float]], fill: str, width: int = 6) -> None:
        """Draw a line through `points` with a head at its end."""
        self.line(points, fill, width)
        (x, y), (end_x, end_y) = points[-2], points[-1]
        length = max(1.0, ((end_x - x) ** 2 + (end_y - y) ** 2) ** 0.5)
        across, down = (end_x - x) / length, (end_y - y) / length
        size = 11 + width * 1.5
        self.shape(
            [
                (end_x + across * size * 0.6, end_y + down * size * 0.6),
                (end_x - across * size - down * size * 0.7, end_y - down * size + across * size * 0.7),
                (end_x - across * size + down * size * 0.7, end_y - down * size - across * size * 0.7),
            ],
            fill,
        )

    def tick(self, x: float, y: float, fill: str = TEAL) -> None:
        """Draw a tick in a disc: right."""
        self.ring(x, y, 26, fill)
        self.line([(x - 11, y + 1), (x - 3, y + 10), (x + 12, y - 9)], SURFACE, 5)

    def cross(self, x: float, y: float, fill: str = RED) -> None:
        """Draw a cross in a disc: wrong."""
        self.ring(x, y, 26, fill)
        self.line([(x - 9, y - 9), (x + 9, y + 9)], SURFACE, 5)
        self.line([(x - 9, y + 9), (x + 9, y - 9)], SURFACE, 5)

    def png(self) -> bytes:
        """Return the finished picture."""
        file = BytesIO()
        self.image.reduce(SCALE).save(file, "PNG")
        return file.getvalue()
