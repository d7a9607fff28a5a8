"""The state of the screens as it is sent: over a socket, over plain HTTP, and in the page itself. All the same."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from championships.events.models import Ceremony
from championships.events.reveal.scenes import Scene, scene_of

SCENE = "events/ceremony/scene.html"


def ceremony_of_screens(key: str) -> Ceremony | None:
    """Return the ceremony that the screens with this key follow: the newest one, or None. One query."""
    found = Ceremony.objects.filter(key=key).select_related("championship")
    return found.order_by("-made_at", "-pk").first()


def scene_in(ceremony: Ceremony, language: str) -> Scene:
    """Return what the screens show in `language`."""
    with translation.override(language):
        page = ceremony.championship.public_page(language)
        return scene_of(ceremony, page.title if page else ceremony.championship.name)


def state_in(ceremony: Ceremony, language: str) -> dict[str, Any]:
    """Return the state of the screens in `language`: whose step, after how many moves, and the picture as HTML.

    `ceremony` is None when it is over: pages of those who lead it load themselves again then, or when it is another.
    """
    scene = scene_in(ceremony, language)
    with translation.override(language):
        html = render_to_string(SCENE, {"scene": scene})
    key = ceremony.pk if ceremony.ended_at is None else None
    return {"ceremony": key, "step": ceremony.step, "moves": ceremony.moves, "html": html}


def state_of_screens(key: str, language: str) -> dict[str, Any] | None:
    """Return the state of the screens with this key, or None where there are none."""
    ceremony = ceremony_of_screens(key)
    return None if ceremony is None else state_in(ceremony, language)
