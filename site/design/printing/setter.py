"""Sets one document in a process of its own: an order on standard input becomes a PDF on standard output.

It knows the order and nothing else of Podium: no settings, no database, no environment. What typst remembers of a
document to be quick the next time, some 30 MB for each, goes away with the process, and so would a fault in it.
"""

import json
import sys
from datetime import UTC, datetime

import typst


def main() -> None:
    """Read the order, `{"source", "data", "root", "fonts", "at"}`, and write the PDF."""
    order = json.load(sys.stdin.buffer)
    # PT Sans, and the fonts that typst carries for what it lacks; nothing of the machine's own.
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[order["fonts"]])
    compiler = typst.Compiler(
        order["source"].encode(), root=order["root"], font_paths=fonts, sys_inputs={"data": order["data"]}
    )
    made = compiler.compile(format="pdf", timestamp=datetime.fromtimestamp(order["at"], UTC))
    assert isinstance(made, bytes)  # noqa: S101 -- one file, because no path to write to is given
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
