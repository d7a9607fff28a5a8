"""How much one reader may ask for at once, and when again."""

import pytest

from coaching.rooms.allowance import Allowance


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the time, in seconds, as its only item: a test moves it."""
    time = [0.0]
    monkeypatch.setattr("coaching.rooms.allowance.time.monotonic", lambda: time[0])
    return time


def test_after_the_burst_so_many_a_second_are_let_in(clock: list[float]) -> None:
    allowance = Allowance(burst=3, per_second=2)
    assert [allowance.take() for _ in range(4)] == [True, True, True, False]
    clock[0] += 1
    assert [allowance.take() for _ in range(3)] == [True, True, False]
    clock[0] += 60
    assert [allowance.take() for _ in range(4)] == [True, True, True, False]


def test_whoever_was_told_to_wait_is_let_in_again_after_a_second_and_nothing_is_overtaken(clock: list[float]) -> None:
    allowance = Allowance(burst=10, per_second=5)
    assert [allowance.take() for _ in range(11)] == [True] * 10 + [False]
    clock[0] += 0.3
    assert not allowance.take()
    clock[0] += 0.7
    assert [allowance.take() for _ in range(6)] == [True] * 5 + [False]


def test_less_than_one_a_second_still_comes_back(clock: list[float]) -> None:
    allowance = Allowance(burst=1, per_second=0.5)
    assert [allowance.take(), allowance.take()] == [True, False]
    clock[0] += 2
    assert allowance.take()
