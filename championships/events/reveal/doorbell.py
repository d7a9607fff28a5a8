"""The doorbell of a ceremony: tells every process that its screens have something new. What it is, they read themselves.

It may fail: screens look by themselves every few seconds.
"""

import asyncio
import logging

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

log = logging.getLogger(__name__)

PATIENCE = 2.0


def group_of(key: str) -> str:
    """Return the name of the group of the screens with this key."""
    return f"ceremony.{key}"


def ring(key: str) -> None:
    """Tell the screens with this key; call it after the commit, from a thread that is not an event loop's."""
    try:
        async_to_sync(_send)(key)
    except Exception:
        log.warning("The channel layer did not take the move of a ceremony.", exc_info=True)


async def _send(key: str) -> None:
    layer = get_channel_layer()
    if layer is not None:
        await asyncio.wait_for(layer.group_send(group_of(key), {"type": "ceremony.moved"}), PATIENCE)
