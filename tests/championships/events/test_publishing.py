"""Publishing results: who may, what is refused, and that a correction is a version and never a double."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from championships.events.models import Championship, ResultRow, SkillResult
from championships.events.publishing import ResultsRefused
from people.models import AuditEntry, User
from tests.championships.events.conftest import row

pytestmark = pytest.mark.django_db
Publish = Callable[..., SkillResult]


def test_published_result_keeps_the_lines_exactly(publish: Publish) -> None:
    result = publish(row(1, "Aruzhan", "89.61", A="52.11", B="37.50"), row(2, "Nikita", "70.00", A="40.00", B="30.00"))
    assert (result.maximum, result.version, result.state) == (Decimal("100.00"), 1, "published")
    first = ResultRow.objects.get(result=result, position=1)
    assert (first.name, first.total, first.criteria) == ("Aruzhan", Decimal("89.61"), {"A": "52.11", "B": "37.50"})
    assert first.sections == {"1": "89.61"}
    assert result.criteria[1] == {"letter": "B", "name": "Form", "maximum": "40.00"}


def test_publishing_is_written_to_the_audit_trail(publish: Publish, organiser: User) -> None:
    result = publish(row(1, "Aruzhan", "89.61"))
    entry = AuditEntry.objects.get(action="results.published")
    assert (entry.actor, entry.subject) == (organiser, f"events.skillresult:{result.pk}")
    assert entry.data == {"source": "list:1", "version": 1, "state": "published", "rows": 1}


def test_publishing_again_replaces_and_never_doubles(publish: Publish, championship: Championship) -> None:
    first = publish(row(1, "Aruzhan", "89.61"))
    second = publish(row(1, "Aruzhan", "90.00"))
    current = championship.results.filter(replaced_at__isnull=True)
    assert list(current) == [second]
    assert second.version == 2
    first.refresh_from_db()
    assert first.replaced_at is not None
    assert ResultRow.objects.get(result=first).total == Decimal("89.61")


def test_publishing_in_another_championship_takes_the_result_out_of_the_first(
    publish: Publish, championship: Championship
) -> None:
    publish(row(1, "Aruzhan", "89.61"))
    days = {"starts_on": championship.starts_on, "ends_on": championship.ends_on}
    other = Championship.objects.create(slug="the-right-one", needs_second_person=False, **days)
    moved = publish(row(1, "Aruzhan", "89.61"), championship=other)
    assert list(SkillResult.objects.filter(replaced_at__isnull=True)) == [moved]
    back = publish(row(1, "Aruzhan", "89.61"))
    assert (moved.version, back.version) == (2, 3)
    assert list(SkillResult.objects.filter(replaced_at__isnull=True)) == [back]


def test_results_of_two_rooms_stand_side_by_side(publish: Publish, championship: Championship) -> None:
    publish(row(1, "Aruzhan", "89.61"), source="list:1")
    publish(row(1, "Dias", "80.00"), source="list:2")
    assert championship.results.filter(replaced_at__isnull=True).count() == 2


def test_student_may_not_publish(publish: Publish) -> None:
    student = User.objects.create_user("student@podium.example")
    with pytest.raises(PermissionDenied):
        publish(row(1, "Aruzhan", "89.61"), actor=student)
    assert not SkillResult.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("total", ["100.01", "-0.01"])
def test_total_outside_the_maximum_is_refused_and_nothing_is_written(publish: Publish, total: str) -> None:
    publish(row(1, "Aruzhan", "50.00"))
    with pytest.raises(ResultsRefused, match="Aruzhan"):
        publish(row(1, "Aruzhan", total))
    assert SkillResult.objects.get().replaced_at is None


def test_no_rows_are_refused(publish: Publish) -> None:
    with pytest.raises(ResultsRefused):
        publish()


def test_database_refuses_two_current_results_of_one_source(publish: Publish, championship: Championship) -> None:
    publish(row(1, "Aruzhan", "89.61"))
    with pytest.raises(IntegrityError), transaction.atomic():
        SkillResult.objects.create(championship=championship, skill_title="x", source="list:1", version=2, maximum=1)


def test_database_refuses_a_championship_that_ends_before_it_starts(championship: Championship) -> None:
    championship.ends_on = championship.starts_on.replace(day=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        championship.save()
