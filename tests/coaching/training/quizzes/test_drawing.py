"""Which questions are asked: the chosen ones and the lot, each once."""
# ruff: noqa: S311 -- a lot that can be drawn again

from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.training.quizzes.drawing import Candidate, Pick, drawn
from coaching.training.quizzes.models import QuestionBank, Quiz, QuizPart
from people.models import User
from tests.coaching.training.quizzes.building import asked_in, begin, make_quiz

BANK, OTHER = UUID(int=1), UUID(int=2)
POOL = [Candidate(UUID(int=100 + n), BANK, "1" if n % 2 else "2") for n in range(10)]


@given(st.integers(0, 10_000), st.integers(1, 12), st.integers(1, 12))
def test_nothing_is_asked_twice(seed: int, first: int, second: int) -> None:
    fixed = POOL[3].key
    picks = [Pick(bank=BANK, count=first), Pick(question=fixed), Pick(bank=BANK, count=second), Pick(question=fixed)]
    keys = drawn(picks, POOL, Random(seed))
    assert len(keys) == len(set(keys)) == min(10, first + second + 1)
    assert fixed in keys


@given(st.integers(0, 10_000))
def test_the_same_seed_draws_the_same_and_a_section_is_kept_to(seed: int) -> None:
    picks = [Pick(bank=BANK, count=3, section="1"), Pick(bank=OTHER, count=3)]
    keys = drawn(picks, POOL, Random(seed))
    assert keys == drawn(picks, list(reversed(POOL)), Random(seed))
    assert len(keys) == 3
    assert all(int(key) % 2 for key in keys)


@pytest.mark.django_db
def test_a_quiz_draws_from_its_bank(learner: User) -> None:
    quiz: Quiz = make_quiz(parts=[{"draw": 2, "section": "1"}, {"draw": 3}])
    keys = [asked.key for asked in asked_in(begin(learner, quiz))]
    assert len(set(keys)) == 5
    assert QuizPart.objects.filter(bank__in=QuestionBank.objects.all()).count() == 4
