"""Versions: a frozen one stays what it is, whoever tries, and rooms keep the one that they began with."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import models as database
from django.db import transaction

from championships.marking import Scheme as PlainScheme
from championships.schemes import importing
from championships.schemes.exchange.writing import write_workbook
from championships.schemes.freezing import freeze
from championships.schemes.models import (
    Aspect,
    Criterion,
    JudgementDescriptor,
    Scheme,
    SchemeVersion,
    StandardsSection,
    SubCriterion,
    VersionFrozen,
)
from championships.schemes.stored import scheme_of
from championships.schemes.versions import Origin, new_version
from people.models import Organisation, User

pytestmark = pytest.mark.django_db
PARTS = (StandardsSection, Criterion, SubCriterion, Aspect, JudgementDescriptor)


@pytest.fixture
def version(sample: PlainScheme, mentor: User, college: Organisation) -> SchemeVersion:
    """Return the sample, imported by the mentor for the college."""
    report = importing.read(write_workbook(sample), "sample.xlsx")
    return importing.apply_import(actor=mentor, report=report, organisation=college)


def test_a_version_freezes_once_and_keeps_the_moment(
    version: SchemeVersion, django_assert_max_num_queries: Callable
) -> None:
    assert version.frozen_at is None
    with django_assert_max_num_queries(2):
        assert freeze(version.pk)
    first = SchemeVersion.objects.get(pk=version.pk).frozen_at
    assert first
    assert not freeze(version.pk)
    assert SchemeVersion.objects.get(pk=version.pk).frozen_at == first


@pytest.mark.parametrize("model", PARTS)
def test_nothing_below_a_frozen_version_changes_or_goes(version: SchemeVersion, model: type[database.Model]) -> None:
    freeze(version.pk)
    rows = model._default_manager.all()
    one = rows.earliest("pk")
    for attempt in (
        one.save,
        one.delete,
        lambda: rows.filter(pk=one.pk).delete(),
        lambda: rows.filter(pk=one.pk).update(pk=one.pk),
        lambda: model._default_manager.bulk_update([one], [model._meta.fields[-1].name]),
        lambda: model._default_manager.bulk_create([one]),
    ):
        with pytest.raises(VersionFrozen), transaction.atomic():
            attempt()
    assert model._default_manager.filter(pk=one.pk).exists()


def test_a_frozen_version_changes_and_goes_neither_alone_nor_with_its_scheme(version: SchemeVersion) -> None:
    freeze(version.pk)
    frozen = SchemeVersion.objects.get(pk=version.pk)
    for attempt in (
        frozen.save,
        frozen.delete,
        version.scheme.delete,
        SchemeVersion.objects.all().delete,
        Scheme.objects.all().delete,
        lambda: SchemeVersion.objects.update(total=Decimal(1)),
    ):
        with pytest.raises(VersionFrozen, match="Marks have been given"), transaction.atomic():
            attempt()
    assert scheme_of(SchemeVersion.objects.get(pk=version.pk)).maximum == Decimal(100)


def test_a_version_without_marks_may_still_go(version: SchemeVersion) -> None:
    Aspect.objects.earliest("pk").save()
    version.scheme.delete()
    assert not Aspect.objects.exists()


def test_an_account_goes_without_taking_a_frozen_version_along(version: SchemeVersion, mentor: User) -> None:
    freeze(version.pk)
    mentor.delete()
    assert SchemeVersion.objects.get(pk=version.pk).imported_by is None


def test_every_version_knows_the_skill_that_it_was_made_for(
    version: SchemeVersion, mentor: User, sample: PlainScheme
) -> None:
    freeze(version.pk)
    renamed = replace(sample, skill_name="Sample building")
    second = new_version(actor=mentor, content=renamed, origin=Origin("scheme.published"), version_of=version.scheme)
    assert scheme_of(SchemeVersion.objects.get(pk=second.pk)) == renamed
    assert scheme_of(SchemeVersion.objects.get(pk=version.pk)) == sample
    assert Scheme.objects.get().skill_name == "Sample building"
