"""A hall of judges who mark while things break around them, and what must be true of their rooms afterwards."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tests.faults.browsers import Browser, Command

PATIENCE = 60
LOOK_EVERY = 0.05
PACE_SECONDS = (0.2, 0.8)
MOST_WAITING = 8


class Hall:
    """Everybody's browsers, and the judges who give commands by some of them."""

    def __init__(self, judges: list[Browser], boards: list[Browser]) -> None:
        """Bring them in; `enter` lets them look at their rooms."""
        self.judges = judges
        self.boards = boards
        self.enough = False
        self.began: dict[str, int] = {}
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def browsers(self) -> list[Browser]:
        """Everybody's browsers."""
        return [*self.judges, *self.boards]

    async def enter(self) -> None:
        """Let everybody look at their rooms, and wait until they see them."""
        self._tasks += [asyncio.create_task(browser.stay()) for browser in self.browsers]
        await self.until(lambda: all(browser.is_live for browser in self.browsers), "everybody sees the room")
        self.began = {browser.room.id: browser.screen.known for browser in self.browsers}

    def begin(self, choose: Callable[[Browser], Command | None]) -> None:
        """Let every judge give one command after another, as `choose` says, until there is `enough`."""
        self._tasks += [asyncio.create_task(self._go_on(judge, choose)) for judge in self.judges]

    async def _go_on(self, judge: Browser, choose: Callable[[Browser], Command | None]) -> None:
        while not self.enough:
            command = choose(judge) if len(judge.outbox) < MOST_WAITING else None
            if command is not None:
                judge.give(command)
            await asyncio.sleep(judge.random.uniform(*PACE_SECONDS))

    async def leave(self) -> None:
        """Let everybody go."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def accepted(self, judges: Sequence[Browser] | None = None) -> int:
        """Return how many commands these judges, or all, were told to be done."""
        chosen = self.judges if judges is None else judges
        return sum(reply["ok"] for judge in chosen for reply in judge.answers.values())

    async def more(self, count: int, judges: Sequence[Browser] | None = None) -> None:
        """Wait until these judges, or all, were told of so many more commands that they are done."""
        wanted = self.accepted(judges) + count
        await self.until(lambda: self.accepted(judges) >= wanted, f"{count} more commands are accepted")

    async def until(self, is_so: Callable[[], bool], what: str) -> None:
        """Wait until it is so, and fail with what everybody was doing if it does not come to be."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not is_so():
                    self._raise_what_broke()
                    await asyncio.sleep(LOOK_EVERY)
        except TimeoutError:
            raise AssertionError(f"It never came to be that {what}.\n{self.story()}") from None

    def _raise_what_broke(self) -> None:
        for task in self._tasks:
            if task.done() and not task.cancelled() and (error := task.exception()):
                raise error

    async def quiet(self) -> None:
        """Let nobody give anything more, and wait until every command is answered."""
        self.enough = True
        await self.until(lambda: not any(judge.outbox for judge in self.judges), "every command is answered")

    async def reaches(self, told: dict[str, Any]) -> None:
        """Wait until every screen shows the last event of its room that its audience is told of."""
        await self.until(lambda: not any(self.behind(told)), "every screen shows what the log says")

    def behind(self, told: dict[str, Any]) -> Iterator[str]:
        """Name every screen that is not what its room's log says."""
        for browser, who in self._seats():
            seen = told[browser.room.id]["screens"][who]
            if not shows(browser, seen):
                yield f"{browser.view} {who} of {browser.room.id} at {browser.screen.known}"

    def _seats(self) -> Iterator[tuple[Browser, str]]:
        for browser in self.judges:
            yield browser, browser.room.seats[browser.room.judges.index(browser.secret)]
        for browser in self.boards:
            yield browser, "board"

    def story(self) -> str:
        """Return in a few lines what has happened to everybody."""
        codes = Counter(
            "accepted" if reply["ok"] else reply["error"]["code"]
            for judge in self.judges
            for reply in judge.answers.values()
        )
        given = [command for judge in self.judges for command in judge.given]
        again = sum(command.times_sent > 1 for command in given)
        waiting = sum(len(judge.outbox) for judge in self.judges)
        breaks, gaps = (sum(getattr(each, what) for each in self.browsers) for what in ("breaks", "gaps"))
        away = [f"{each.view} of {each.room.id}" for each in self.browsers if not each.is_live]
        return (
            f"{len(given)} given, {again} sent again, {waiting} wait; {dict(codes)}; {breaks} connections lost, "
            f"{gaps} gaps; away: {away}; troubles: {[trouble for each in self.browsers for trouble in each.troubles]}"
        )


def shows(browser: Browser, seen: dict[str, Any]) -> bool:
    """Say whether the browser's screen shows exactly what a recompute from the log gives this audience."""
    screen = browser.screen
    if browser.view == "board":
        return screen.rows == {row["competitor"]: row for row in seen["rows"]}
    return (
        screen.marks == {(mark["competitor"], mark["aspect"]): mark for mark in seen["marks"]}
        and screen.totals == seen["totals"]
        and screen.forms == {(form["competitor"], form["module"]): form for form in seen["forms"]}
    )


def check_logs(hall: Hall, told: dict[str, Any]) -> None:
    """Hold the logs to what was answered: everything that was accepted is there once, and nothing else is."""
    for room, log in told.items():
        assert log["tables_agree"], f"The tables of {room} are not what its log says."
        assert log["totals_agree"], f"The totals of {room} are not those of its marks."
        assert log["verified"] == len(log["events"]) == log["events"][-1]["seq"]
    for judge in hall.judges:
        events = told[judge.room.id]["events"]
        _check_judge(judge, [event for event in events if event["seq"] > hall.began[judge.room.id]])
    assert not [trouble for browser in hall.browsers for trouble in browser.troubles], hall.story()


def _check_judge(judge: Browser, events: list[dict[str, Any]]) -> None:
    own = [event for event in events if event["by"] == seat_of(judge)]
    logged = {event["id"]: event for event in own}
    assert len(logged) == len(own), "A command is in the log twice."
    given = {command.id: command for command in judge.given}
    accepted = {name for name, reply in judge.answers.items() if reply["ok"]}
    assert given.keys() == judge.answers.keys(), "A command was not answered."
    assert logged.keys() >= accepted, "What was acknowledged is lost."
    assert logged.keys() <= accepted, "The log has what was refused, or nobody gave."
    for name in accepted:
        assert logged[name]["seq"] == judge.answers[name]["seq"]
        _check_content(given[name], logged[name])


def _check_content(command: Command, event: dict[str, Any]) -> None:
    about = event.get("mark") or event["form"]
    assert about["competitor"] == command.data["competitor"]
    if command.type == "measurement.record":
        assert (about["aspect"], about["mark"]) == (command.data["aspect"], command.data["mark"])


def seat_of(judge: Browser) -> str:
    """Return the id of the judge whose browser it is."""
    return judge.room.seats[judge.room.judges.index(judge.secret)]


def mark_choice(judge: Browser) -> Command:
    """Choose what a judge gives next: a mark, a score, or a new round."""
    aspect = judge.random.choice(judge.screen.aspects)
    competitor = judge.random.choice(judge.room.competitors)
    known = judge.screen.marks.get((competitor, aspect["id"]))
    about = {"competitor": competitor, "aspect": aspect["id"]}
    if aspect["kind"] == "M":
        mark = judge.random.choice([aspect["maximum"], "0.00", None])
        seen = None if known is None else known["mark"]
        return Command("measurement.record", {**about, "mark": mark, "reason": ""}, seen)
    if known is not None and known["state"] == "marked":
        return Command("judgement.reopen", about, None)
    score = {"score": judge.random.choice([1, 2, 2, 2]), "round": known["round"] if known else 1}
    return Command("judgement.score", {**about, **score}, None)
