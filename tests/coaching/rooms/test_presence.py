"""Who is here and by which network, as one process knows it."""

from types import SimpleNamespace

import pytest

from coaching.rooms import presence
from coaching.rooms.presence import LOST_SECONDS, REMEMBERED_SECONDS, Presence


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that the test moves."""
    now = [1000.0]
    monkeypatch.setattr(presence, "time", SimpleNamespace(monotonic=lambda: now[0]))
    return now


@pytest.mark.parametrize(("trip", "word"), [(0, None), (400, None), (401, "slow"), (1500, "slow"), (1501, "bad")])
def test_a_network_is_told_by_its_round_trip(clock: list[float], trip: int, word: str | None) -> None:
    here = Presence()
    assert here.beat("dana", trip) is (word is not None)
    assert here.network.get("dana") == word
    assert here.network_changes() == ({} if word is None else {"dana": word})
    assert here.network_changes() is None


def test_who_no_longer_beats_has_a_bad_network_until_the_next_beat(clock: list[float]) -> None:
    here = Presence()
    here.beat("dana", 50)
    clock[0] += LOST_SECONDS + 1
    assert here.network == {"dana": "bad"}
    assert here.beat("dana", None)
    assert here.network == {}


def test_other_processes_tell_of_theirs_and_who_polls_is_slow_for_a_while(clock: list[float]) -> None:
    here = Presence()
    here.hear("another", ["dana"], {"dana": "bad"})
    here.polled("timur")
    assert here.network == {"dana": "bad", "timur": "slow"}
    assert here.network_here == {"timur": "slow"}
    clock[0] += REMEMBERED_SECONDS + 1
    assert here.network == {}
