"""Versions: a frozen one stays what it is, whoever tries, and rooms keep the one that they began with."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models as database
from django.db import transaction
from django.test import Client
from django.urls import reverse

from championships.marking import Aspect as PlainAspect
from championships.marking import Criterion as PlainCriterion
from championships.marking import Kind
from championships.marking import Scheme as PlainScheme
from championships.marking import SubCriterion as PlainSubCriterion
from championships.schemes import importing, pending
from championships.schemes.comparing.side_by_side import compare
from championships.schemes.exchange.report import Remark
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


def edited(sample: PlainScheme) -> PlainScheme:
    """Return the sample with one aspect reworded and one more."""
    criterion = sample.criteria[0]
    sub = criterion.sub_criteria[0]
    first = replace(sub.aspects[0], description="Item 1 is level")
    more = replace(sub.aspects[3], code="A1.M5", description="A hinge was fitted")
    changed = replace(sub, aspects=(first, *sub.aspects[1:4], more, *sub.aspects[4:]))
    subs = (changed, *criterion.sub_criteria[1:])
    return replace(sample, criteria=(replace(criterion, sub_criteria=subs), *sample.criteria[1:]))


def test_the_report_proposes_the_scheme_and_shows_what_the_file_changes(
    client: Client, version: SchemeVersion, mentor: User, sample: PlainScheme
) -> None:
    client.force_login(mentor)
    file = SimpleUploadedFile("edited.xlsx", write_workbook(edited(sample)))
    address = client.post(reverse("schemes:import"), {"file": file})["Location"]
    page = client.get(address)
    comparison = page.context["comparison"]
    assert page.context["before"] == version
    assert page.context["form"]["version_of"].value() == version.scheme_id
    assert [change.code for change in comparison.aspects] == ["A1.M1"]
    assert [aspect.description for aspect in comparison.found.aspects.added] == ["A hinge was fitted"]
    assert str(comparison.found.percent) == "3.92"
    text = " ".join(page.content.decode().split())
    assert "> is level</ins>" in text
    assert "This site asks for 30 %" in text
    assert SchemeVersion.objects.count() == 1
    client.post(address, {"apply": "", "version_of": version.scheme_id})
    assert SchemeVersion.objects.filter(scheme=version.scheme).count() == 2


def test_the_reader_may_compare_with_nothing_or_with_another_scheme(
    client: Client, version: SchemeVersion, mentor: User, sample: PlainScheme
) -> None:
    client.force_login(mentor)
    file = SimpleUploadedFile("edited.xlsx", write_workbook(edited(sample)))
    address = client.post(reverse("schemes:import"), {"file": file})["Location"]
    answer = client.post(address, {"compare": "", "version_of": ""})
    assert answer["Location"] == f"{address}?version_of=#difference"
    assert client.get(f"{address}?version_of=").context["comparison"] is None
    assert client.get(f"{address}?version_of=999999").context["comparison"] is None
    assert client.get(f"{address}?version_of=x%00").context["comparison"] is None
    assert client.get(f"{address}?version_of={version.scheme_id}").context["before"] == version


def test_a_file_of_the_same_skill_that_says_something_else_is_a_new_scheme_at_first(
    client: Client, version: SchemeVersion, mentor: User, sample: PlainScheme
) -> None:
    other = replace(sample, criteria=tuple(
        replace(criterion, sub_criteria=tuple(
            replace(sub, aspects=tuple(replace(one, description=f"New {one.code}") for one in sub.aspects))
            for sub in criterion.sub_criteria
        ))
        for criterion in sample.criteria
    ))  # fmt: skip
    report = importing.read(write_workbook(other), "other.xlsx")
    client.force_login(mentor)
    page = client.get(reverse("schemes:report", args=[pending.keep(owner=mentor, report=report).pk]))
    assert page.context["comparison"] is None
    assert page.context["form"].proposal.scheme == version.scheme


def test_the_page_compares_any_two_versions(
    client: Client, version: SchemeVersion, mentor: User, sample: PlainScheme, stranger: User
) -> None:
    new_version(actor=mentor, content=edited(sample), origin=Origin("scheme.published"), version_of=version.scheme)
    address = reverse("schemes:difference", args=[version.scheme_id])
    client.force_login(mentor)
    assert str(client.get(address).context["comparison"].found.percent) == "3.92"
    assert len(client.get(address, {"before": 2, "after": 1}).context["comparison"].found.aspects.removed) == 1
    assert not client.get(address, {"before": 1, "after": 1}).context["comparison"].found
    assert client.get(address, {"before": 1, "after": 9}).status_code == 404
    client.force_login(stranger)
    assert client.get(address).status_code == 404


def test_the_limit_of_change_is_a_setting_and_is_shown(
    client: Client, version: SchemeVersion, mentor: User, settings: Any
) -> None:
    settings.SCHEME_CHANGE_LIMIT = "45"
    client.force_login(mentor)
    page = client.get(reverse("schemes:difference", args=[version.scheme_id])).content.decode()
    assert "This site asks for 45 %" in " ".join(page.split())


def test_a_changed_rule_is_shown_in_words_and_a_mark_as_one_word() -> None:
    def scheme(maximum: str, rule: dict[str, Any] | None) -> PlainScheme:
        aspect = PlainAspect("A1.M1", Kind.MEASUREMENT, Decimal(maximum), "Item", calculation=rule)
        return PlainScheme("1", "", (), (PlainCriterion("A", "", (PlainSubCriterion("A1", "", "", (aspect,)),)),))

    rules = {"rule": "levels", "highest": 2}, {"rule": "no such rule"}
    change = compare(scheme("0.50", rules[0]), scheme("1.00", rules[1])).aspects[0]
    shown = {field.name: (field.before, field.after) for field in change.fields}
    assert [[piece.text for piece in side] for side in shown["maximum"]] == [["0.50"], ["1.00"]]
    before, after = ("".join(piece.text for piece in side) for side in shown["calculation"])
    assert before == "A level from 0 to 2, each worth an even share."
    assert "no such rule" in after


@pytest.mark.parametrize("many", [1, 200])
def test_a_difference_takes_as_many_queries_whatever_its_size(
    client: Client, mentor: User, many: int, django_assert_max_num_queries: Callable
) -> None:
    aspects = tuple(PlainAspect(f"A1.M{n}", Kind.MEASUREMENT, Decimal("0.50"), f"Item {n}") for n in range(1, many + 1))
    content = PlainScheme("1", "Many", (), (PlainCriterion("A", "", (PlainSubCriterion("A1", "", "", aspects),)),))
    scheme = new_version(actor=mentor, content=content, origin=Origin("scheme.published")).scheme
    new_version(actor=mentor, content=content, origin=Origin("scheme.published"), version_of=scheme)
    client.force_login(mentor)
    with django_assert_max_num_queries(20):
        assert client.get(reverse("schemes:difference", args=[scheme.pk])).status_code == 200


def test_the_mentor_says_which_kind_a_guessed_aspect_is(client: Client, mentor: User, sample: PlainScheme) -> None:
    report = importing.read(write_workbook(sample), "sample.xlsx")
    guessed = [Remark("taken_as_measurement", "Sheet", 7, parameters={"code": code}) for code in ("A1.M2", "A1.M4")]
    client.force_login(mentor)
    waiting = pending.keep(owner=mentor, report=replace(report, remarks=tuple(guessed)))
    address = reverse("schemes:report", args=[waiting.pk])
    assert "Kinds that the file does not say" in client.get(address).content.decode()
    assert client.post(address, {"kinds": "", "A1.M2": "J", "A1.M4": "J"}).status_code == 302
    found = client.get(address).context["report"]
    kinds = {aspect.description: aspect.kind for aspect in list(found.scheme.aspects)[:4]}
    assert [kind.value for kind in kinds.values()] == ["M", "J", "M", "J"]
    assert [aspect.code for aspect in list(found.scheme.aspects)[:4]] == ["A1.M1", "A1.J1", "A1.M2", "A1.J2"]
    assert client.post(address, {"kinds": "", "A1.J1": "X", "A1.J2": "J"}).status_code == 200
