"""Who judges whom: example 10.3 of the rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from championships.marking.errors import IncompletePanel
from championships.marking.panel import Expert, SeatsMissing, seat_panel

MEMBERS = ["KZ", "RU", "FR", "BR", "DE"]
TEAM = [Expert("first", "KZ"), Expert("second", "RU"), Expert("third", "FR")]
COORDINATOR = Expert("coordinator", "BR")


@pytest.mark.parametrize(
    ("competitor", "members"),
    [("RU", ["KZ", "FR", "BR"]), ("DE", ["KZ", "RU", "FR"]), ("BR", ["KZ", "RU", "FR"])],
)
def test_the_coordinator_takes_the_seat_of_a_compatriot(competitor: str, members: list[str]) -> None:
    assert [judge.member for judge in seat_panel(TEAM, COORDINATOR, competitor).judges] == members


def test_who_stood_back_is_told() -> None:
    assert seat_panel(TEAM, COORDINATOR, "RU").stood_back == TEAM[1]
    assert seat_panel(TEAM, COORDINATOR, "DE").stood_back is None


def test_two_compatriots_leave_two_seats_missing() -> None:
    team = [Expert("first", "KZ"), Expert("second", "KZ"), Expert("third", "FR")]
    with pytest.raises(SeatsMissing):
        seat_panel(team, COORDINATOR, "KZ")


@pytest.mark.parametrize("coordinator", [None, Expert("coordinator", "RU")])
def test_a_seat_without_a_coordinator_who_may_take_it_is_missing(coordinator: Expert | None) -> None:
    with pytest.raises(SeatsMissing):
        seat_panel(TEAM, coordinator, "RU")


def test_an_expert_of_the_graduates_own_college_does_not_judge() -> None:
    colleges = [Expert("first", "College 1"), Expert("second", "College 2"), Expert("third", "College 3")]
    with pytest.raises(SeatsMissing):
        seat_panel(colleges, None, "College 2")


def test_a_team_needs_no_coordinator_where_nobody_is_a_compatriot() -> None:
    assert seat_panel(TEAM, None, "DE").judges == tuple(TEAM)


@pytest.mark.parametrize("size", [0, 2, 4])
def test_a_team_has_as_many_experts_as_the_panel(size: int) -> None:
    with pytest.raises(IncompletePanel):
        seat_panel(TEAM, COORDINATOR, "DE", panel=size)


def test_nobody_sits_twice() -> None:
    with pytest.raises(IncompletePanel):
        seat_panel([*TEAM[:2], TEAM[0]], COORDINATOR, "DE")
    with pytest.raises(IncompletePanel):
        seat_panel(TEAM, TEAM[0], "DE")


@given(st.lists(st.sampled_from(MEMBERS), min_size=1, max_size=5), st.sampled_from(MEMBERS), st.sampled_from(MEMBERS))
def test_no_compatriot_ever_judges_and_no_seat_is_ever_empty(
    members: list[str], coordinator: str, competitor: str
) -> None:
    team = [Expert(str(seat), member) for seat, member in enumerate(members)]
    try:
        panel = seat_panel(team, Expert("coordinator", coordinator), competitor, panel=len(team))
    except SeatsMissing:
        assert competitor in members
        assert members.count(competitor) > 1 or coordinator == competitor
    else:
        assert len(panel.judges) == len(team)
        assert competitor not in {judge.member for judge in panel.judges}
