"""Fifty judges mark while processes, Redis and the network break: nothing is lost, nothing twice, all screens agree.

On SQLite, with one process, a smaller hall lives through a killed server and a cut network.
"""

import asyncio
import os
import secrets
import shutil
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from tests import masters
from tests.browser.server import Server, environment
from tests.faults import hall as halls
from tests.faults.browsers import Browser, Command, Door
from tests.faults.hall import Hall
from tests.faults.live_room import LiveRoom
from tests.faults.network import Link
from tests.faults.own_redis import OwnRedis
from tests.load.processes import Process

SEED = 20_261_123
SEVERAL = masters.on_postgresql() and bool(os.environ.get("REDIS_URL")) and shutil.which("redis-server") is not None
ROOMS, PANEL = (10, 5) if SEVERAL else (3, 3)
THREADS = 32


@dataclass(frozen=True)
class House:
    """What serves the rooms: two processes on PostgreSQL with a Redis that may be killed, or one on SQLite."""

    servers: list[Server]
    redis: OwnRedis | None
    inside: Process
    prefix: str

    def listeners(self, rooms: list[LiveRoom]) -> list[int]:
        """Return how many processes hear the doorbell of each room."""
        assert self.redis is not None
        return self.redis.listeners([f"{self.prefix}__group__room.{room.id}" for room in rooms])


@pytest.fixture(scope="module")
def server(masters_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Start everything at once: a machine of two cores has enough to do with one after another."""
    var = tmp_path_factory.mktemp("faults")
    url = masters.with_demo(masters_folder).copy(var, masters.database_name(secrets.token_hex(4)))
    prefix = f"podium-{secrets.token_hex(4)}"
    env = environment(url, var, PODIUM_REDIS_PREFIX=prefix)
    env.pop("REDIS_URL", None)
    inside = Process("tests.faults.inside", env=env)
    redis = OwnRedis(var) if SEVERAL else None
    if redis is not None:
        redis.start()
        env["REDIS_URL"] = redis.url
    servers = [Server(env, var / f"server-{number}.log") for number in range(2 if SEVERAL else 1)]
    with ThreadPoolExecutor() as threads:
        list(threads.map(Server.start, servers))
    yield House(servers, redis, inside, prefix)
    for running in servers:
        running.kill()
    inside.end()
    if redis is not None:
        redis.kill()


@dataclass
class Scene:
    """A hall in its rooms, and the links that half of its browsers come by."""

    house: House
    hall: Hall
    rooms: list[LiveRoom]
    links: list[Link]

    @property
    def cut_off(self) -> list[Browser]:
        """The judges who come by the links."""
        return self.hall.judges[::2]

    @property
    def untouched(self) -> list[Browser]:
        """The judges who come straight."""
        return self.hall.judges[1::2]

    async def told(self) -> dict[str, Any]:
        """Return what the logs say."""
        rooms = [room.id for room in self.rooms]
        told: dict[str, Any] = await asyncio.to_thread(self.house.inside.ask, "told", rooms=rooms)
        return told

    async def kill(self) -> None:
        """Kill the last process."""
        await asyncio.to_thread(self.house.servers[-1].kill)

    async def restart(self) -> None:
        """Start it again."""
        await asyncio.to_thread(self.house.servers[-1].restart)

    def cut(self) -> None:
        """Cut the network of half the browsers."""
        for link in self.links:
            link.cut()

    def heal(self) -> None:
        """Make it whole."""
        for link in self.links:
            link.heal()

    async def judged(self) -> None:
        """Wait for every answer, then hold every log and every screen to what was answered."""
        await self.hall.quiet()
        told = await self.told()
        halls.check_logs(self.hall, told)
        await self.hall.reaches(told)
        print(self.hall.story())  # noqa: T201 -- shown when a test fails, or asked for by -s


@asynccontextmanager
async def _scene(house: House, rooms: list[LiveRoom]) -> AsyncIterator[Scene]:
    """Let judges and boards enter; half of the judges come by links, and some of those get no socket through."""
    print(f"The seed is {SEED}.")  # noqa: T201 -- shown when a test fails
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS))
    if house.redis is not None:
        await asyncio.to_thread(house.redis.start)
    servers = house.servers
    links = [Link(server.port, sockets=sockets) for sockets in (True, False) for server in servers]
    async with AsyncExitStack() as stack:
        for link in links:
            await link.open()
            stack.push_async_callback(link.close)
        straight = [_door(server, server) for server in servers]
        linked = [_door(link, servers[number % len(servers)]) for number, link in enumerate(links)]
        ways = _Ways(straight, linked[: len(servers)], linked[len(servers) :])
        seats = [(room, secret) for room in rooms for secret in room.judges]
        judges = [
            Browser(room, "judge", secret, ways.of(order), f"{SEED} {order}")
            for order, (room, secret) in enumerate(seats)
        ]
        boards = [
            Browser(room, "board", "", [door], f"{SEED} {room.id} {door.url}") for room in rooms for door in straight
        ]
        hall = Hall(judges, boards)
        stack.push_async_callback(hall.leave)
        await hall.enter()
        yield Scene(house, hall, rooms, links)


def _door(there: Server | Link, server: Server) -> Door:
    return Door(lambda: there.port, server.url)


@dataclass(frozen=True)
class _Ways:
    """By which doors people come: straight, by links, and by links that let no sockets through."""

    straight: list[Door]
    linked: list[Door]
    without_sockets: list[Door]

    def of(self, order: int) -> list[Door]:
        """Return the doors of the judge who comes so many-th: every other one by links, every tenth without sockets."""
        turn = order // 2
        doors = self.straight if order % 2 else self.without_sockets if turn % 5 == 4 else self.linked
        return doors[turn % len(doors) :] + doors[: turn % len(doors)]


def _opened(house: House, rooms: int, *, marked: bool = False, **settings: Any) -> list[LiveRoom]:
    return [LiveRoom(**room) for room in house.inside.ask("open", rooms=rooms, settings=settings, marked=marked)]


async def test_judges_mark_on_while_everything_breaks(server: House) -> None:
    rooms = await asyncio.to_thread(_opened, server, ROOMS, panel_size=PANEL)
    async with _scene(server, rooms) as scene:
        hall = scene.hall
        hall.begin(halls.mark_choice)
        await hall.more(len(hall.judges))
        scene.cut()
        await hall.more(len(hall.judges), scene.untouched)
        await scene.kill()
        if server.redis is not None:
            await hall.more(len(hall.judges), scene.untouched)
            await asyncio.to_thread(server.redis.kill)
            assert await asyncio.to_thread(_tries_a_code, server.servers[0]) == HTTPStatus.OK
            await hall.more(len(hall.judges), scene.untouched)
        scene.heal()
        await _mended(scene)
        await hall.more(len(hall.judges), scene.cut_off)
        await hall.more(len(hall.judges), scene.untouched)
        if server.redis is not None:
            # Nobody rings for the last marks: every process has to find them in the log by itself.
            await asyncio.to_thread(server.redis.kill)
            await hall.more(len(hall.judges))
        await scene.judged()
        assert all(judge.breaks for judge in scene.cut_off)
        assert any(judge.answered_plainly for judge in hall.judges)


def _tries_a_code(server: Server) -> int:
    """Return the status of the page for a code that no room has: wrong ones are counted where Redis was."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=halls.PATIENCE)
    connection.request("GET", "/en/rooms/join/000000/")
    status = connection.getresponse().status
    connection.close()
    return status


async def _mended(scene: Scene) -> None:
    """Start everything again while the judges go on, and wait until every process hears the others."""
    redis = scene.house.redis
    if redis is None:
        await scene.restart()
        return
    await asyncio.gather(scene.restart(), asyncio.to_thread(redis.start))
    await scene.hall.until(lambda: min(scene.house.listeners(scene.rooms)) == 2, "both processes hear every room")


async def test_nobody_signs_twice_and_nothing_signed_is_marked(server: House) -> None:
    rooms = await asyncio.to_thread(_opened, server, 2, marked=True, sign_off="judges")
    async with _scene(server, rooms) as scene:
        hall = scene.hall
        hall.begin(_sign_choice)
        await hall.until(lambda: all(map(_sees_a_signature, hall.judges)), "somebody has signed in every room")
        await scene.kill()
        scene.cut()
        await _opened_again(scene)
        await scene.restart()
        scene.heal()
        await hall.until(lambda: all(map(_signed, hall.judges)), "every form is signed by everybody")
        await scene.judged()
        for room, log in (await scene.told()).items():
            _check_signatures(room, log)


async def _opened_again(scene: Scene) -> None:
    """Open a form of each room again that somebody has signed: whoever signed the old version signs anew."""
    for room in scene.rooms:
        told = (await scene.told())[room.id]["events"]
        signed = [event["form"]["competitor"] for event in told if event["type"] == "form.signed"]
        await asyncio.to_thread(scene.house.inside.ask, "reopen", room=room.id, competitor=signed[0])


def _sign_choice(judge: Browser) -> Command | None:
    """Sign what this judge sees as not signed, sometimes twice, or mark what may be signed by now."""
    competitor = judge.random.choice(judge.room.competitors)
    form = judge.screen.forms.get((competitor, 1), {"version": 1, "signed": []})
    if judge.random.random() < 0.3:
        aspect = next(aspect for aspect in judge.screen.aspects if aspect["kind"] == "M")
        data = {"competitor": competitor, "aspect": aspect["id"], "mark": "0.00", "reason": ""}
        return Command("measurement.record", data, aspect["maximum"])
    if halls.seat_of(judge) in form["signed"] and judge.random.random() < 0.9:
        return None
    return Command("form.sign", {"competitor": competitor, "module": 1, "version": form["version"]}, None)


def _sees_a_signature(judge: Browser) -> bool:
    return any(form["signed"] for form in judge.screen.forms.values())


def _signed(judge: Browser) -> bool:
    forms = judge.screen.forms
    return len(forms) == len(judge.room.competitors) and all(form["state"] == "signed" for form in forms.values())


def _check_signatures(room: str, log: dict[str, Any]) -> None:
    closed: dict[str, int] = {}
    signed: list[tuple[str, int, str]] = []
    for event in log["events"]:
        if event["type"] == "form.signed":
            form = event["form"]
            closed[form["competitor"]] = form["version"]
            signed.append((form["competitor"], form["version"], event["by"]))
        elif event["type"] == "form.reopened":
            assert event["form"]["version"] == closed.pop(event["form"]["competitor"]) + 1
        elif "mark" in event:
            assert event["mark"]["competitor"] not in closed, f"Event {event['seq']} of {room} marks what is signed."
    assert len(signed) == len(set(signed)), f"Somebody has signed twice in {room}."
    assert len(log["signatures"]) == len(set(map(tuple, log["signatures"]))) == len(signed)
