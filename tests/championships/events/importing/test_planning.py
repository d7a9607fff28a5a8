"""What would become of each row, told without a database."""

from collections.abc import Mapping
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from championships.events.importing.layout import COLUMNS, SheetKind
from championships.events.importing.plan import ItemAct, Plan, Step, Verdict
from championships.events.importing.planning import plan
from championships.events.importing.standing import (
    Account,
    ConsentHere,
    EntryHere,
    ItemHere,
    OrganisationHere,
    SkillHere,
    Standing,
)
from championships.events.recognising import Known, Naming
from championships.schemes.folding import alike
from tests.championships.events.importing.books import tables

ALATAU = OrganisationHere(5, "Alatau college", frozenset({alike("Alatau college")}))
ARUZHAN = Known(1, Naming("Aqqu", "Aruzhan"), frozenset({alike("Alatau college")}), here=True)
WEB = {"skill": "Web", "family_name": "Aqqu", "given_name": "Aruzhan", "organisation": "Alatau college"}


def standing(**more: object) -> Standing:
    """Return a championship with one skill in which Aruzhan is entered."""
    facts: dict[str, object] = {
        "starts_on": date(2026, 3, 2),
        "ends_on": date(2026, 3, 4),
        "skills": [SkillHere(3, "Web", frozenset({"web"}), "17", largest=1)],
        "people": [ARUZHAN],
        "organisations": [ALATAU],
        "entries": [EntryHere(7, 3, 1, "", 5, "", "", (1,))],
    }
    return Standing(**{**facts, **more})  # type: ignore[arg-type]


def steps(kind: str, *rows: Mapping[str, str], **more: object) -> list[Step]:
    return list(plan(tables(**{kind: rows}), standing(**more)).steps[SheetKind(kind)])


def verdicts(kind: str, *rows: Mapping[str, str], **more: object) -> list[str]:
    return [step.verdict.value for step in steps(kind, *rows, **more)]


def problem(kind: str, *rows: Mapping[str, str], **more: object) -> tuple[str, str]:
    """Return code and column of the only problem of the last row."""
    (only,) = steps(kind, *rows, **more)[-1].problems
    assert only.words
    return only.code, only.column


def test_skills_are_found_by_any_name_and_changed() -> None:
    assert verdicts("skills", {"skill": "wEb"}, {"skill": "Robots", "number": "11"}) == ["same", "new"]
    (step,) = steps("skills", {"skill": "Web", "team_size": "2", "number": "17"})
    assert [(each.column, each.before, each.after) for each in step.changes] == [("team_size", "1", "2")]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([{"skill": "Web"}, {"skill": "WEB"}], ("twice", "skill")),
        ([{"skill": "Robots", "number": "17"}], ("other_skill_number", "number")),
        ([{"skill": ""}], ("needed", "skill")),
        ([{"skill": "Web", "team_size": "many"}], ("not_whole", "team_size")),
        ([{"skill": "Web", "category": "elders"}], ("not_choice", "category")),
        ([{"skill": "x" * 201}], ("too_long", "skill")),
        ([{"skill": "We\u202eb"}], ("unreadable", "skill")),
    ],
)
def test_skills_are_refused(rows: list[Mapping[str, str]], code: tuple[str, str]) -> None:
    assert problem("skills", *rows) == code


def test_a_team_cannot_be_smaller_than_an_entry() -> None:
    skill = SkillHere(3, "Web", frozenset({"web"}), largest=3, placed=4, team_size=3, workplaces=9)
    assert problem("skills", {"skill": "Web", "team_size": "2"}, skills=[skill]) == ("team_too_small", "team_size")
    assert problem("skills", {"skill": "Web", "workplaces": "3"}, skills=[skill]) == ("places_too_few", "workplaces")


def test_a_competitor_is_the_same_new_or_changed() -> None:
    new = {**WEB, "given_name": "Dias", "family_name": "Burkit"}
    assert verdicts("participants", WEB, new) == ["same", "new"]
    (step,) = steps("participants", {**WEB, "number": "9", "region": "Alatau"})
    assert [(each.column, each.after) for each in step.changes] == [("number", "9"), ("region", "Alatau")]
    full = {"skill": "17", "full_name": "Aqqu Aruzhan", "organisation": "Alatau college"}
    assert verdicts("participants", full) == ["same"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"skill": "Welding"}, ("unknown_skill", "skill")),
        ({"given_name": ""}, ("needed", "given_name")),
        ({"country": "Kazakhstan"}, ("not_country", "country")),
        ({"number": "0"}, ("not_whole", "number")),
        ({"email": "nobody@podium.example"}, ("no_account", "email")),
        ({"organisation": "Sayan college", "skill": "Robots"}, ("unsure_person", "person")),
        ({"person": "99"}, ("no_such_person", "person")),
        ({"name_public": "perhaps"}, ("not_yes", "name_public")),
        ({"name_public": "yes"}, ("consent_needed", "given_by_name")),
        ({"name_public": "yes", "given_by_name": "Gulnar"}, ("consent_needed", "basis")),
    ],
)
def test_competitors_are_refused(row: Mapping[str, str], code: tuple[str, str]) -> None:
    skills = [SkillHere(3, "Web", frozenset({"web"}), "17"), SkillHere(4, "Robots", frozenset({"robots"}))]
    assert problem("participants", {**WEB, **row}, skills=skills) == code


def test_a_namesake_is_settled_by_the_number_or_by_the_word_new() -> None:
    skills = [SkillHere(4, "Robots", frozenset({"robots"}))]
    row = {**WEB, "skill": "Robots", "organisation": "Sayan college"}
    known = steps("participants", {**row, "person": "1"}, skills=skills, entries=[])
    new = steps("participants", {**row, "person": "new"}, skills=skills, entries=[])
    assert known[0].act.members == [1]  # type: ignore[union-attr]
    assert new[0].act.members == [-1]  # type: ignore[union-attr]


def test_rows_of_one_team_make_one_entry_and_are_refused_together() -> None:
    skills = [SkillHere(4, "Robots", frozenset({"robots"}), team_size=2)]
    owl = {"skill": "Robots", "team_name": "Owls", "given_name": "Dias", "family_name": "Burkit"}
    other = {**owl, "given_name": "Polina", "family_name": "Chaika"}
    (step,) = steps("participants", owl, other, skills=skills)
    assert (step.verdict, list(step.rows)) == (Verdict.NEW, [2, 3])
    (step,) = steps("participants", owl, {**other, "country": "?"}, skills=skills)
    assert [(each.code, each.row) for each in step.problems] == [("team_refused", 2), ("not_country", 3)]
    third = {**owl, "given_name": "Kamila", "family_name": "Torgai"}
    assert "too_many_people" in {
        each.code for each in steps("participants", owl, other, third, skills=skills)[0].problems
    }
    assert problem("participants", {**owl, "team_name": ""}, skills=skills) == ("team_needed", "team_name")
    (step,) = steps("participants", {**owl, "number": "3"}, {**other, "number": "4"}, skills=skills)
    assert "team_differs" in {each.code for each in step.problems}


def test_an_import_takes_nobody_out_of_a_team_and_brings_nobody_back() -> None:
    skills = [SkillHere(3, "Web", frozenset({"web"}), team_size=2)]
    entry = EntryHere(7, 3, 1, "Owls", 5, "", "", (1, 2))
    assert verdicts("participants", {**WEB, "team_name": "Owls"}, skills=skills, entries=[entry]) == ["same"]
    gone = EntryHere(7, 3, 1, "", 5, "", "", (1,), withdrawn=True)
    assert problem("participants", WEB, entries=[gone]) == ("withdrawn", "given_name")


def test_one_number_belongs_to_one_entry() -> None:
    new = {**WEB, "given_name": "Dias", "family_name": "Burkit", "number": "1"}
    assert problem("participants", new) == ("number_taken", "number")
    others = [{**new, "number": "8"}, {**new, "given_name": "Polina", "number": "8"}]
    assert problem("participants", *others) == ("number_taken", "number")


@pytest.mark.parametrize(
    ("here", "code"),
    [
        (ConsentHere(removed=True, publicity="nothing"), "removed"),
        (ConsentHere(withdrawn=frozenset({alike("Paper 17")})), "consent_withdrawn"),
        (ConsentHere(standing=frozenset({alike("Paper 17")})), "chose_less"),
    ],
)
def test_a_paper_publishes_no_name_that_was_taken_back(here: ConsentHere, code: str) -> None:
    row = {**WEB, "name_public": "yes", "given_by_name": "Gulnar", "basis": "paper 17"}
    assert problem("participants", row, consents={1: here}) == (code, "name_public")


def test_a_paper_that_counts_already_changes_nothing() -> None:
    row = {**WEB, "name_public": "yes", "given_by_name": "Gulnar", "basis": "Paper 17"}
    public = ConsentHere("name", standing=frozenset({alike("Paper 17")}))
    assert verdicts("participants", row, consents={1: public}) == ["same"]
    assert verdicts("participants", row) == ["changed"]


def test_officials_and_accounts() -> None:
    row = {"skill": "Web", "role": "chief expert", **{key: WEB[key] for key in ("family_name", "given_name")}}
    assert verdicts("officials", row) == ["new"]
    assert problem("officials", {**row, "role": "king"})[0] == "not_choice"
    assert problem("officials", row, row) == ("twice", "given_name")
    accounts = {"a@podium.example": Account(40, None)}
    (step,) = steps("officials", {**row, "email": "A@podium.example"}, accounts=accounts)
    assert step.act.person.account == 40  # type: ignore[union-attr]
    taken = {"a@podium.example": Account(40, 2)}
    assert problem("officials", {**row, "email": "a@podium.example"}, accounts=taken) == ("other_account", "email")


LUNCH = {"date": "02.03.2026", "starts_at": "12:30", "title_en": "Lunch"}


def test_the_schedule_is_new_the_same_or_moved() -> None:
    here = ItemHere(9, None, date(2026, 3, 2), time(12, 30), None, {"en": "Lunch"}, "", "break")
    assert verdicts("schedule", LUNCH, {**LUNCH, "starts_at": "18:30"}, schedule=[here]) == ["same", "new"]
    (step,) = steps("schedule", {**LUNCH, "starts_at": "13:00", "title_ru": "Обед"}, schedule=[here])
    assert [(each.column, each.after) for each in step.changes] == [("starts_at", "13:00"), ("title_ru", "Обед")]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("9:00", time(9)),
        ("9.00", time(9)),
        ("09.30", time(9, 30)),
        ("00.15", time(0, 15)),
        ("23.59", time(23, 59)),
        ("0.25", time(6)),
        ("0.375", time(9)),
        ("24.00", None),
        ("9.60", None),
    ],
)
def test_times_are_read_with_a_point_as_well(written: str, meant: time | None) -> None:
    (step,) = steps("schedule", {**LUNCH, "starts_at": written, "ends_at": "23:59:00" if meant is None else ""})
    assert (step.act.facts["starts_at"] if isinstance(step.act, ItemAct) else None) == meant
    # A time that is not understood is not one that is missing.
    assert [each.code for each in step.problems] == ([] if meant else ["not_time"])


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"date": "3/2/2026"}, ("not_day", "date")),
        ({"date": "2026-02-30"}, ("not_day", "date")),
        ({"date": ""}, ("needed", "date")),
        ({"date": "2025-03-02"}, ("other_day", "date")),
        ({"starts_at": "noon"}, ("not_time", "starts_at")),
        ({"starts_at": "9.3"}, ("not_time", "starts_at")),
        ({"ends_at": "12:00"}, ("ends_early", "ends_at")),
        ({"starts_at": "", "ends_at": "12:00"}, ("end_alone", "starts_at")),
        ({"title_en": ""}, ("no_title", "title_en")),
        ({"kind": "party"}, ("not_choice", "kind")),
    ],
)
def test_items_are_refused(row: Mapping[str, str], code: tuple[str, str]) -> None:
    assert problem("schedule", {**LUNCH, **row}) == code


CELLS = st.one_of(
    st.sampled_from(("Web", "17", "yes", "new", "1", "2026-03-02", "09:30", "Aqqu", "Aruzhan", "Owls", "chief expert")),
    st.text(max_size=12),
)


def rows_of(kind: SheetKind) -> st.SearchStrategy[list[dict[str, str]]]:
    keys = st.sampled_from([column.key for column in COLUMNS[kind]])
    return st.lists(st.dictionaries(keys, CELLS.map(str.strip).filter(bool), max_size=8), max_size=6)


@given(st.fixed_dictionaries({kind.value: rows_of(kind) for kind in SheetKind}))
def test_any_table_of_text_is_planned_and_every_row_has_one_verdict(rows: dict[str, list[dict[str, str]]]) -> None:
    planned = plan(tables(**rows), standing())
    assert isinstance(planned, Plan)
    for kind, of_kind in planned.steps.items():
        numbers = sorted(number for step in of_kind for number in step.rows)
        assert numbers == list(range(2, 2 + len(rows[kind.value])))
        for step in of_kind:
            assert bool(step.problems) == (step.verdict == Verdict.REFUSED)
            assert all(each.words for each in step.problems)
    assert planned.fingerprint() == plan(tables(**rows), standing()).fingerprint()
