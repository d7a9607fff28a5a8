"""The ASGI application: pages through Django, live rooms through Channels."""

import os
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent.parent
for _entry in (str(_ROOT), str(_ROOT / "site")):
    if _entry not in sys.path:
        sys.path.insert(0, _entry)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "podium.settings")

from podium.streaming import pages  # noqa: E402 -- the settings come first

answer = pages()

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402 -- needs the apps, which are ready only now
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from django.utils.module_loading import import_string  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": answer,
        "websocket": AllowedHostsOriginValidator(
            # A room reads the session itself, anew at every command, so nothing looks it up here.
            # Those of the rooms come last: they answer what nobody else knows.
            URLRouter(
                [
                    *import_string("championships.events.reveal.routing.websocket_urlpatterns"),
                    *import_string("coaching.rooms.routing.websocket_urlpatterns"),
                ]
            )
        ),
    }
)
