"""A connection that has just worked is used again without asking; after an error or a while it is asked."""

from types import SimpleNamespace

import pytest

from coaching.rooms import threads


def test_what_has_just_worked_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now, connection = [100.0], SimpleNamespace()

    def close_old_connections() -> None:
        connection.health_check_done = False

    monkeypatch.setattr(threads, "monotonic", lambda: now[0])
    monkeypatch.setattr(threads, "connection", connection)
    monkeypatch.setattr(threads, "close_old_connections", close_old_connections)

    def work(divisor: int) -> bool:
        return bool(connection.health_check_done or 1 // divisor < 0)

    run = threads._tidy(work)
    assert [run(1), run(1)] == [False, True]
    now[0] += threads.JUST_NOW
    assert [run(1), run(1)] == [False, True]
    connection.health_check_done = False
    now[0] += threads.JUST_NOW
    with pytest.raises(ZeroDivisionError):
        run(0)
    assert run(1) is False
