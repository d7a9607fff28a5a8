"""The modules of a room's pages, imported by a page of the same address: `run` says what they make of something."""

from typing import Any

from playwright.sync_api import Page


def run(page: Page, module: str, body: str, argument: Any = None) -> Any:
    """Return what `body`, which has the module as `m` and the argument as `x`, returns."""
    script = f"async (x) => {{ const m = await import('/static/rooms/js/{module}'); {body} }}"
    return page.evaluate(script, argument)
