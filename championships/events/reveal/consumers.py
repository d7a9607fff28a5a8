"""Sockets of a ceremony's screens. Who has the key of the screens may look; nobody says anything here."""

import json
from typing import Any
from urllib.parse import parse_qs

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings

from championships.events.reveal.doorbell import group_of
from championships.events.reveal.screens import state_of_screens

NO_SUCH_CEREMONY = 4404


class ScreenConsumer(AsyncWebsocketConsumer):
    """One screen: it is sent the whole state when it comes, and again whenever the bell rings."""

    group = ""

    async def connect(self) -> None:
        """Listen first and read then: what happens in between rings while the state is being read."""
        self.key: str = self.scope["url_route"]["kwargs"]["key"]
        self.language = _language(self.scope)
        await self.accept()
        if await self._state() is None:
            await self.close(NO_SUCH_CEREMONY)
            return
        self.group = group_of(self.key)
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self._send_state()

    async def disconnect(self, code: int) -> None:
        """Listen no more."""
        if self.group:
            await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **_more: Any) -> None:
        """Hear nothing: what a screen says has no meaning."""

    async def ceremony_moved(self, _message: dict[str, Any]) -> None:
        """Send the state anew: the bell has rung."""
        await self._send_state()

    async def _send_state(self) -> None:
        state = await self._state()
        if state is not None:
            # Cyrillic letters as they are: half the bytes of their escapes.
            await self.send(json.dumps(state, ensure_ascii=False))

    async def _state(self) -> dict[str, Any] | None:
        return await database_sync_to_async(state_of_screens)(self.key, self.language)


def _language(scope: dict[str, Any]) -> str:
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
