"""The steps of a reveal, as pure rules: every line once, ties together, the lowest place first."""

from hypothesis import given
from hypothesis import strategies as st

from championships.events.reveal.steps import (
    BEST_AT_ONCE,
    MEDALLIONS_AT_ONCE,
    PLACES,
    Choices,
    RevealLine,
    RevealSkill,
    Step,
    StepKind,
    best_together,
    is_shown,
    steps_of,
    steps_of_skill,
)
from championships.marking import Medal, award_medals

MEMBERS = ("Aqmola", "Almaty", "Jetisu", "")


@st.composite
def skills(draw: st.DrawFn) -> RevealSkill:
    """Return a skill whose places and medals the rules have given, to competitors of a few members."""
    scores = draw(st.lists(st.integers(640, 760), max_size=30))
    awards = award_medals(scores)
    first = draw(st.integers(0, 9)) * 1000
    lines = [
        RevealLine(first + place, given_one.position, given_one.medal, draw(st.sampled_from(MEMBERS)), score)
        for place, (score, given_one) in enumerate(zip(scores, awards, strict=True))
    ]
    return RevealSkill(first, lines)


choices = st.builds(
    Choices, lowest_place=st.integers(1, 30), medallions=st.booleans(), best=st.booleans(), overall=st.booleans()
)


@given(skills(), choices)
def test_every_line_that_is_shown_is_revealed_once_and_no_other(skill: RevealSkill, chosen: Choices) -> None:
    revealed = [key for step in steps_of_skill(skill, chosen) for key in step.lines]
    assert len(revealed) == len(set(revealed))
    assert set(revealed) == {line.key for line in skill.lines if is_shown(line, chosen)}


@given(skills(), choices)
def test_places_come_from_below_and_those_who_share_one_come_together(skill: RevealSkill, chosen: Choices) -> None:
    line_of = {line.key: line for line in skill.lines}
    steps = [step for step in steps_of_skill(skill, chosen) if step.kind in PLACES]
    together = [{line_of[key].position for key in step.lines} for step in steps]
    assert all(len(positions) == 1 for positions in together)
    order = [positions.pop() for positions in together]
    assert order == sorted(order, reverse=True)
    assert len(order) == len(set(order))
    for step in steps:
        medals = {line_of[key].medal for key in step.lines}
        assert step.kind == StepKind.PLACE or {medal.value for medal in medals if medal} == {step.kind.value}


@given(skills(), choices)
def test_medallions_come_before_the_places_a_page_at_a_time(skill: RevealSkill, chosen: Choices) -> None:
    kinds = [step.kind for step in steps_of_skill(skill, chosen)]
    assert kinds[0] == StepKind.SKILL
    medallions = [index for index, kind in enumerate(kinds) if kind == StepKind.MEDALLIONS]
    assert medallions == list(range(1, 1 + len(medallions)))
    for step in steps_of_skill(skill, chosen):
        assert step.kind != StepKind.MEDALLIONS or 0 < len(step.lines) <= MEDALLIONS_AT_ONCE


@given(st.lists(skills(), max_size=4, unique_by=lambda skill: skill.key), choices)
def test_honours_name_nobody_whom_no_skill_has_revealed(contested: list[RevealSkill], chosen: Choices) -> None:
    steps = steps_of(contested, chosen)
    assert steps[0].kind == StepKind.OPENING
    assert steps[-1].kind == StepKind.CLOSING
    revealed: set[int] = set()
    for step in steps:
        if step.skill is None:
            assert set(step.lines) <= revealed
        revealed.update(step.lines)
    assert [step.skill for step in steps if step.kind == StepKind.SKILL] == [skill.key for skill in contested]


@given(st.lists(skills(), max_size=4, unique_by=lambda skill: skill.key))
def test_the_best_of_a_member_stand_in_one_step_and_have_its_highest_points(contested: list[RevealSkill]) -> None:
    lines = [(skill.key, line) for skill in contested for line in skill.lines]
    line_of = {line.key: line for _skill, line in lines}
    highest = {
        member: max(line.score or 0 for _skill, line in lines if line.member == member)
        for member in {line.member for _skill, line in lines if line.member}
    }
    pages = best_together(lines)
    seen = [{line_of[key].member for key in page} for page in pages]
    assert sum(len(members) for members in seen) == len(highest)
    assert all(len(page) <= BEST_AT_ONCE or len(members) == 1 for page, members in zip(pages, seen, strict=True))
    best = {key for page in pages for key in page}
    assert best == {line.key for _skill, line in lines if line.member and line.score == highest[line.member]}


@given(st.lists(skills(), max_size=3), choices)
def test_steps_come_back_from_where_they_are_stored(contested: list[RevealSkill], chosen: Choices) -> None:
    steps = steps_of(contested, chosen)
    assert [Step.from_json(step.as_json()) for step in steps] == steps


def test_a_shared_silver_leaves_bronze_out() -> None:
    lines = [
        RevealLine(1, 1, Medal.GOLD, "", 740),
        RevealLine(2, 2, Medal.SILVER, "", 730),
        RevealLine(3, 2, Medal.SILVER, "", 729),
        RevealLine(4, 4, Medal.MEDALLION, "", 702),
        RevealLine(5, 5, None, "", 690),
    ]
    steps = steps_of_skill(RevealSkill(7, lines), Choices())
    assert [(step.kind.value, step.lines) for step in steps] == [
        ("skill", ()),
        ("medallions", (4,)),
        ("silver", (2, 3)),
        ("gold", (1,)),
    ]
    deeper = steps_of_skill(RevealSkill(7, lines), Choices(lowest_place=5))
    assert [(step.kind.value, step.lines) for step in deeper][1:3] == [("place", (5,)), ("place", (4,))]
