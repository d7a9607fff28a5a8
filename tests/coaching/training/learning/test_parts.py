"""The pure rules: what is complete and what is open, for any programme, any record and any order."""

import datetime as dt
from decimal import Decimal
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.training.learning.parts import (
    Availability,
    Beginning,
    Closed,
    Part,
    Record,
    Requirement,
    State,
    Why,
    closed,
    completed_at,
    due_at,
    is_complete,
    paths,
    progress,
    state_of,
    unreachable,
    what_is_next,
)

NOW = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)
SPACE = UUID("00000000-0000-4000-8000-000000000000")
KINDS = ("read", "quiz", "assignment", "calibration", "room")


def key(name: str) -> UUID:
    """Return a key with a name."""
    return uuid5(SPACE, name)


def lesson(name: str, *more: Requirement, **opening: object) -> Part:
    """Return a lesson that must be read, and more."""
    return Part(key(name), "lesson", (Requirement("read", key(name)), *more), (), Availability(**opening))  # type: ignore[arg-type]


def above(name: str, *parts: Part, **opening: object) -> Part:
    """Return a module or programme of these parts."""
    return Part(key(name), "module", (), parts, Availability(**opening))  # type: ignore[arg-type]


def having_read(*names: str) -> Record:
    """Return the record of somebody who has read these lessons."""
    return Record(reached={("read", key(name)): NOW for name in names})


def way(top: Part, name: str) -> tuple[Part, ...]:
    """Return the way to the part with this name."""
    return next(path for path in paths(top) if path[-1].key == key(name))


moments = st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 12, 31), timezones=st.just(dt.UTC))  # noqa: DTZ001
requirements = st.builds(
    lambda kind, number: Requirement(kind, key(f"thing {number}")), st.sampled_from(KINDS), st.integers(0, 5)
)
openings = st.builds(
    Availability,
    in_order=st.booleans(),
    prerequisites=st.lists(st.integers(0, 12).map(lambda number: key(f"part {number}")), max_size=2).map(tuple),
    opens_at=st.none() | moments,
    closes_at=st.none() | moments,
    opens_on_day=st.none() | st.integers(1, 40),
    closes_after_day=st.none() | st.integers(1, 40),
)


@st.composite
def programmes(draw: st.DrawFn) -> Part:
    """Draw a programme of modules with lessons, each with requirements and rules of its own."""
    counter = iter(range(1, 100))

    def part(level: str, parts: tuple[Part, ...]) -> Part:
        asked = tuple(draw(st.lists(requirements, min_size=not parts, max_size=3)))
        return Part(key(f"part {next(counter)}"), level, asked, parts, draw(openings))

    modules = []
    for _module in range(draw(st.integers(1, 3))):
        lessons = tuple(part("lesson", ()) for _lesson in range(draw(st.integers(0, 3))))
        modules.append(part("module", lessons))
    return part("programme", tuple(modules))


facts = st.dictionaries(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 5).map(lambda number: key(f"thing {number}"))),
    moments,
    max_size=12,
)


@given(programmes(), facts, facts)
def test_more_that_was_reached_never_takes_a_completion_or_an_opening_away(top: Part, some: dict, more: dict) -> None:
    before, after = Record(reached=some), Record(reached={**more, **some})
    beginning = Beginning(dt.date(2026, 11, 1), dt.UTC)
    for path in paths(top):
        assert not is_complete(path[-1], before) or is_complete(path[-1], after)
        was, is_now = closed(path, before, NOW, beginning), closed(path, after, NOW, beginning)
        assert was is not None or is_now is None


@given(programmes(), facts)
def test_keeping_what_is_complete_changes_nothing(top: Part, reached: dict) -> None:
    record = Record(reached=reached)
    found = {path[-1].key: at for path in paths(top) if (at := completed_at(path[-1], record)) is not None}
    kept = Record(reached=reached, completed=found)
    again = {path[-1].key: at for path in paths(top) if (at := completed_at(path[-1], kept)) is not None}
    assert again == found


@given(programmes(), facts, st.randoms())
def test_the_order_in_which_things_are_kept_does_not_matter(top: Part, reached: dict, random: object) -> None:
    def kept_after(order: list) -> dict[UUID, dt.datetime]:
        """Return what is kept when the facts are given in this order and each is settled at once."""
        completed: dict[UUID, dt.datetime] = {}
        so_far: dict = {}
        for what in order:
            so_far[what] = reached[what]
            record = Record(reached=so_far, completed=completed)
            completed |= {p[-1].key: at for p in paths(top) if (at := completed_at(p[-1], record)) is not None}
        return completed

    shuffled = list(reached)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert kept_after(list(reached)) == kept_after(shuffled)


@given(programmes(), facts)
def test_completing_is_the_moment_of_the_last_thing_that_was_needed(top: Part, reached: dict) -> None:
    at = completed_at(top, Record(reached=reached))
    if at is not None:
        asked = {(r.what, r.key) for path in paths(top) for r in path[-1].requirements}
        assert at == max(reached[what] for what in asked)


@given(programmes(), facts)
def test_what_is_next_is_never_done_and_comes_after_what_it_holds(top: Part, reached: dict) -> None:
    record = Record(reached=reached)
    answer = what_is_next(top, record, NOW, None)
    assert (answer is None) == is_complete(top, record)
    if answer is not None:
        assert not is_complete(answer[0][-1], record)
        assert all(is_complete(inner, record) for inner in answer[0][-1].parts)
        assert answer[1] == closed(answer[0], record, NOW, None)


@given(programmes(), facts)
def test_progress_counts_each_leaf_once_and_is_full_when_the_leaves_are_done(top: Part, reached: dict) -> None:
    done, of = progress(top, Record(reached=reached))
    assert 0 <= done <= of == len({path[-1].key for path in paths(top) if not path[-1].parts})
    assert not is_complete(top, Record(reached=reached)) or done == of


def test_all_that_was_chosen_is_asked_for() -> None:
    part = lesson("a", Requirement("quiz", key("q")), Requirement("room", key("a")))
    record = having_read("a")
    assert not is_complete(part, record)
    record = Record(reached={**record.reached, ("quiz", key("q")): NOW, ("room", key("a")): NOW + dt.timedelta(days=1)})
    assert completed_at(part, record) == NOW + dt.timedelta(days=1)


def test_a_part_that_asks_for_nothing_and_holds_nothing_is_never_complete() -> None:
    assert not is_complete(Part(key("empty"), "programme"), Record())


@pytest.mark.parametrize(("percent", "is_met"), [("59.99", False), ("60.00", True), ("100.00", True)])
def test_the_least_result_in_a_room_counts_to_the_hundredth(percent: str, is_met: bool) -> None:
    part = Part(key("m"), "module", (Requirement("result", key("m"), Decimal("60.00")),))
    record = Record(results={key("m"): [(Decimal("12.00"), NOW), (Decimal(percent), NOW)]})
    assert is_complete(part, record) is is_met


def test_the_first_result_that_was_good_enough_counts() -> None:
    part = Part(key("m"), "module", (Requirement("result", key("m"), Decimal(60)),))
    days = [NOW + dt.timedelta(days=day) for day in range(3)]
    results = list(zip([Decimal(50), Decimal(70), Decimal(90)], days, strict=True))
    assert completed_at(part, Record(results={key("m"): results})) == days[1]


def test_in_order_opens_one_after_the_other() -> None:
    top = above("p", above("m", lesson("a"), lesson("b"), lesson("c"), in_order=True))
    assert closed(way(top, "a"), Record(), NOW, None) is None
    assert closed(way(top, "c"), having_read("a"), NOW, None) == Closed(Why.FIRST, key=key("b"))
    assert closed(way(top, "c"), having_read("a", "b"), NOW, None) is None


def test_what_is_closed_closes_all_that_stands_in_it() -> None:
    top = above("p", above("m", lesson("a")), above("n", lesson("b")), in_order=True)
    assert closed(way(top, "b"), Record(), NOW, None) == Closed(Why.FIRST, key=key("m"))


def test_a_prerequisite_that_is_gone_closes_nothing() -> None:
    top = above("p", lesson("a", prerequisites=(key("gone"),)))
    assert closed(way(top, "a"), Record(), NOW, None) is None


def test_a_mentor_opens_a_part_whatever_stands_above_it_but_not_what_is_in_it() -> None:
    later = NOW + dt.timedelta(days=1)
    top = above("p", above("m", lesson("a"), lesson("b"), in_order=True, opens_at=later))
    record = Record(opened=frozenset({key("m")}))
    assert closed(way(top, "a"), record, NOW, None) is None
    assert closed(way(top, "b"), record, NOW, None) == Closed(Why.FIRST, key=key("a"))
    assert closed(way(top, "b"), Record(opened=frozenset({key("b")})), NOW, None) is None


def test_dates_open_and_close_to_the_moment() -> None:
    part = lesson("a", opens_at=NOW, closes_at=NOW + dt.timedelta(hours=1))
    before, end = NOW - dt.timedelta(microseconds=1), NOW + dt.timedelta(hours=1)
    assert closed((part,), Record(), before, None) == Closed(Why.NOT_YET, at=NOW)
    assert closed((part,), Record(), NOW, None) is None
    assert closed((part,), Record(), end, None) == Closed(Why.OVER, at=end)


def test_days_are_those_of_the_cohort_where_it_is_also_when_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    beginning = Beginning(dt.date(2026, 10, 24), berlin)  # Clocks go back on the 25th.
    part = lesson("a", opens_on_day=3, closes_after_day=3)
    opens = dt.datetime(2026, 10, 25, 23, tzinfo=dt.UTC)  # Midnight in Berlin, in winter time.
    assert closed((part,), Record(), opens - dt.timedelta(seconds=1), beginning) == Closed(Why.NOT_YET, at=opens)
    assert closed((part,), Record(), opens, beginning) is None
    assert closed((part,), Record(), opens + dt.timedelta(days=1), beginning) is not None
    assert closed((part,), Record(), opens, None) == Closed(Why.NO_BEGINNING)


def test_what_ends_first_on_the_way_is_the_deadline() -> None:
    soon, late = NOW + dt.timedelta(days=1), NOW + dt.timedelta(days=9)
    top = above("p", above("m", lesson("a", closes_at=late), closes_at=soon))
    assert due_at(way(top, "a"), None) == soon
    assert due_at((lesson("b"),), None) is None


def test_three_steps() -> None:
    part = above("m", lesson("a"), lesson("b"))
    assert state_of(part, Record()) is State.NOT_STARTED
    assert state_of(part, Record(visited=frozenset({key("a")}))) is State.UNDER_WAY
    assert state_of(part, having_read("a")) is State.UNDER_WAY
    assert state_of(part, having_read("a", "b")) is State.DONE


def test_what_is_next_is_the_first_open_part_then_the_first_closed() -> None:
    later = NOW + dt.timedelta(days=1)
    top = above("p", lesson("a", opens_at=later), lesson("b"))
    answer = what_is_next(top, Record(), NOW, None)
    assert answer is not None
    assert (answer[0][-1].key, answer[1]) == (key("b"), None)
    answer = what_is_next(top, having_read("b"), NOW, None)
    assert answer is not None
    assert (answer[0][-1].key, answer[1]) == (key("a"), Closed(Why.NOT_YET, at=later))


def test_parts_that_wait_for_each_other_are_found() -> None:
    top = above("p", lesson("a", prerequisites=(key("b"),)), lesson("b", prerequisites=(key("a"),)), lesson("c"))
    assert unreachable(top) == [key("p"), key("a"), key("b")]
    assert unreachable(above("p", lesson("a"), lesson("b", prerequisites=(key("a"),)), in_order=True)) == []
    backwards = above("p", lesson("a", prerequisites=(key("b"),)), lesson("b"), in_order=True)
    assert unreachable(backwards) == [key("p"), key("a"), key("b")]
