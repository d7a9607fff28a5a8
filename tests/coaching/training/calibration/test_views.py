"""The pages: every role at every address, what a form does without JavaScript, and that no byte tells too early."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from coaching.training import admission
from coaching.training.admission import Admission
from coaching.training.calibration import judging
from coaching.training.calibration.models import CalibrationExercise, CalibrationSheet, Shown
from coaching.training.calibration.reading import task_of
from people.models import Role, User
from tests.coaching.training.calibration.building import SECRET, fill, hours, judge, make_exercise, make_person
from tests.pages.growing import signed_in

JSON = {"Accept": "application/json"}
PAGES = ("exercise", "sheet", "result")
COMMANDS = ("begin", "marks", "submit")


def _url(name: str, exercise: CalibrationExercise) -> str:
    return reverse(f"calibration:{name}", args=[exercise.translation_key])


def _given(**marks: str) -> dict[str, str]:
    return {f"mark-A1.{code}": value for code, value in marks.items()}


@pytest.mark.parametrize("name", [*PAGES, "overview", "workbook"])
def test_who_is_not_signed_in_is_sent_to_sign_in(exercise: CalibrationExercise, name: str) -> None:
    answer = Client().get(_url(name, exercise))
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/en/accounts/login/")


@pytest.mark.parametrize("name", COMMANDS)
def test_commands_are_posts_of_people_who_are_signed_in(exercise: CalibrationExercise, name: str) -> None:
    assert Client().post(_url(name, exercise)).status_code == 302
    assert signed_in(make_person("Aida")).get(_url(name, exercise)).status_code == 405


@pytest.mark.parametrize("name", [*PAGES, *COMMANDS])
def test_a_gate_closes_every_page_and_command_in_words(
    exercise: CalibrationExercise, gates: list[admission.Gate], name: str
) -> None:
    gates.append(lambda _reader, _subject: Admission(is_open=False, reason="First lesson 2.", way_on="/en/two/"))
    client = signed_in(make_person("Aida"))
    ask = client.post if name in COMMANDS else client.get
    answer = ask(_url(name, exercise))
    assert answer.status_code == 403
    assert "First lesson 2." in answer.text
    assert 'href="/en/two/"' in answer.text
    assert ask(_url(name, exercise), headers=JSON).json() == {"error": "First lesson 2."}


@pytest.mark.parametrize("name", [*PAGES, "overview", "workbook"])
def test_an_exercise_that_is_not_there_is_not_found(db: None, name: str) -> None:
    client = signed_in(make_person("Dana", Role.ORGANISER))
    assert client.get(f"/en/calibration/{'0' * 8}-0000-4000-8000-{'0' * 12}/").status_code == 404
    address = reverse(f"calibration:{name}", args=["00000000-0000-4000-8000-000000000000"])
    assert client.get(address).status_code == 404


def test_a_whole_exercise_goes_by_forms_alone(exercise: CalibrationExercise) -> None:
    client = signed_in(make_person("Aida", Role.MENTOR))
    assert "Begin judging" in client.get(_url("exercise", exercise)).text
    assert client.post(_url("begin", exercise)).headers["Location"] == _url("sheet", exercise)
    answer = client.post(_url("marks", exercise), {"work": "1", "go": "2", **_given(J1="2", M1="1,00")})
    assert answer.headers["Location"] == f"{_url('sheet', exercise)}?work=2"
    page = client.get(answer.headers["Location"]).text
    assert "Box 2" in page
    assert client.post(_url("submit", exercise)).status_code == 403
    client.post(_url("marks", exercise), {"work": "2", "go": "2", **_given(J1="1", M1="0.50")})
    assert client.post(_url("submit", exercise)).headers["Location"] == _url("result", exercise)
    result = client.get(_url("result", exercise)).text
    assert "100 %" in result
    assert f"{SECRET} 2 A1.M1" in result


def test_a_wrong_mark_is_named_at_its_field_and_stays_there_as_typed(exercise: CalibrationExercise) -> None:
    client = signed_in(make_person("Aida"))
    client.post(_url("begin", exercise))
    wrong = {"work": "1", "go": "2", **_given(J1="2", M1="7")}
    answer = client.post(_url("marks", exercise), wrong)
    assert answer.status_code == 422
    assert "“7” is no mark here: give 0 to 1.50" in answer.text
    assert 'value="7"' in answer.text
    told = client.post(_url("marks", exercise), wrong, headers=JSON)
    assert (told.status_code, list(told.json()["problems"])) == (422, ["A1.M1"])
    assert not CalibrationSheet.objects.get().marks.exists()


@pytest.mark.parametrize("work", ["", "x", "9" * 5000, "-1", "3"])
def test_a_work_that_nobody_asked_for_is_no_fault(exercise: CalibrationExercise, work: str) -> None:
    client = signed_in(make_person("Aida"))
    client.post(_url("begin", exercise))
    assert client.get(_url("sheet", exercise), {"work": work[:200]}).status_code == 200
    assert client.get(_url("result", exercise), {"attempt": work[:200]}).status_code == 302
    assert client.post(_url("marks", exercise), {"work": work, **_given(J1="1")}, headers=JSON).status_code == 422


def test_marks_are_kept_as_they_are_given(exercise: CalibrationExercise) -> None:
    client = signed_in(make_person("Aida"))
    client.post(_url("begin", exercise))
    answer = client.post(_url("marks", exercise), {"work": "1", **_given(J1="3")}, headers=JSON)
    assert answer.json() == {"given": 1, "of": 4}
    page = client.get(_url("sheet", exercise), {"work": "1"}).text
    assert page.count("checked") == 1


def test_without_a_sheet_the_judging_page_leads_back(exercise: CalibrationExercise) -> None:
    client = signed_in(make_person("Aida"))
    for name in ("sheet", "result"):
        assert client.get(_url(name, exercise)).headers["Location"] == _url("exercise", exercise)


def _every_byte(client: Client, exercise: CalibrationExercise) -> str:
    """Return all that a judge's browser can be sent about an exercise, with the headers."""
    answers = [client.get(_url(name, exercise)) for name in PAGES]
    answers += [client.get(_url("sheet", exercise), {"work": str(work)}) for work in (1, 2)]
    answers += [client.get(reverse("calibration:record")), client.get("/en/calibration/judges/")]
    answers += [client.post(_url("marks", exercise), {"work": "1", **_given(J1="1")}, headers=JSON)]
    answers += [client.get(_url(name, exercise)) for name in ("overview", "workbook")]
    return "".join(answer.content.decode(errors="replace") + str(answer.headers) for answer in answers)


@pytest.mark.parametrize("state", ["nothing", "begun", "submitted"])
def test_no_byte_tells_of_the_reference_or_of_others_before_it_is_due(db: None, state: str) -> None:
    exercise = make_exercise(
        reference_shown=Shown.CLOSED, others_shown=Shown.CLOSED, closes_at=timezone.now() + hours(1)
    )
    judge(make_person("Boris Secretive"), exercise, off=-1)
    judge(make_person("Claire Secretive"), exercise, off=-1)
    user = make_person("Aida", Role.MENTOR)
    if state == "begun":
        judging.begin(user=user, exercise=exercise)
        fill(user, task_of(exercise), off=-1)
    elif state == "submitted":
        judge(user, exercise, off=-1)
    sent = _every_byte(signed_in(user), exercise)
    for word in (SECRET, "Secretive", "100 %", "50 %", "passed", "given-reference", "judge-figure", "far from it"):
        assert word not in sent, word


def test_a_draft_tells_nothing_though_the_reference_is_shown_on_submitting(exercise: CalibrationExercise) -> None:
    judge(make_person("Boris Secretive"), exercise, off=1)
    user = make_person("Aida", Role.MENTOR)
    judging.begin(user=user, exercise=exercise)
    fill(user, task_of(exercise))
    client = signed_in(user)
    sent = _every_byte(client, exercise)
    for word in (SECRET, "Secretive", "given-reference", "judge-figure"):
        assert word not in sent, word
    client.post(_url("submit", exercise))
    after = client.get(_url("result", exercise)).text
    assert SECRET in after
    assert "Secretive" not in after


def test_own_results_are_nobody_else_s(judge_a: User, exercise: CalibrationExercise) -> None:
    judge(judge_a, exercise)
    for person in (make_person("Boris", Role.MENTOR), make_person("Dana", Role.ORGANISER)):
        assert signed_in(person).get(_url("result", exercise)).status_code == 302


RECORDS = [
    ("herself", Role.MENTOR, "College of Tests", 200),
    ("colleague", Role.MENTOR, "College of Tests", 403),
    ("student", Role.STUDENT, "College of Tests", 403),
    ("organiser", Role.ORGANISER, "College of Tests", 200),
    ("organiser elsewhere", Role.ORGANISER, "Another college", 403),
    ("superuser", None, "", 200),
    ("nobody", None, "", 302),
]


@pytest.mark.parametrize(("who", "role", "college", "status"), RECORDS, ids=[row[0] for row in RECORDS])
def test_a_record_is_personal(
    judge_a: User, exercise: CalibrationExercise, who: str, role: Role | None, college: str, status: int
) -> None:
    judge(judge_a, exercise)
    client: Any = Client()
    if who != "nobody":
        reader = judge_a if who == "herself" else make_person("Reader", role, college)
        if who == "superuser":
            User.objects.filter(pk=reader.pk).update(is_superuser=True)
        client = signed_in(reader)
    answer = client.get(reverse("calibration:judge", args=[judge_a.pk]))
    assert answer.status_code == status
    assert ("Two boxes" in answer.content.decode()) == (status == 200)
    listed = client.get(reverse("calibration:judges"))
    sees_list = who in {"organiser", "organiser elsewhere", "superuser"}
    assert listed.status_code == (200 if sees_list else 302 if who == "nobody" else 403)
    assert (f"/judges/{judge_a.pk}/" in listed.content.decode()) == (who in {"organiser", "superuser"})


def test_somebody_who_is_not_there_has_no_record(db: None) -> None:
    person = make_person("Admin")
    User.objects.filter(pk=person.pk).update(is_superuser=True)
    assert signed_in(person).get(reverse("calibration:judge", args=[999_999])).status_code in {403, 404}


def test_no_browser_keeps_a_page(judge_a: User, exercise: CalibrationExercise) -> None:
    judge(judge_a, exercise)
    client = signed_in(judge_a)
    addresses = [reverse("calibration:record"), *(_url(name, exercise) for name in ("exercise", "result"))]
    assert all("no-store" in client.get(address).headers["Cache-Control"] for address in addresses)


def test_an_organiser_sees_her_judges_and_no_others_and_takes_them_along(exercise: CalibrationExercise) -> None:
    judge(make_person("Aida", Role.MENTOR), exercise, off=-1)
    judge(make_person("=Boris()", Role.EXPERT), exercise, off=1)
    judge(make_person("Stranger", Role.EXPERT, "Another college"), exercise)
    client = signed_in(make_person("Dana", Role.ORGANISER))
    page = client.get(_url("overview", exercise)).text
    assert ("Aida" in page, "=Boris()" in page, "Stranger" in page) == (True, True, False)
    assert "+1.00" in page
    assert "−1.00" in page
    answer = client.get(_url("workbook", exercise))
    book = load_workbook(io.BytesIO(answer.content))
    judges, marks = book.worksheets
    assert [row[0] for row in judges.iter_rows(values_only=True)] == ["Judge", "=Boris()", "Aida", "Everybody together"]
    assert judges["A2"].data_type == "s"
    rows = list(marks.iter_rows(values_only=True))
    assert len(rows) == 1 + 2 * 4
    assert ("Aida", "Work 1", "A1.J1", "Look 1", 1, 2, -1) in rows


def test_an_exercise_that_nobody_has_judged_says_so(exercise: CalibrationExercise) -> None:
    client = signed_in(make_person("Dana", Role.ORGANISER))
    assert "Nobody has submitted yet" in client.get(_url("overview", exercise)).text
    assert "Nobody has submitted yet" in client.get(reverse("calibration:judges")).text
    assert "Nothing judged yet" in client.get(reverse("calibration:record")).text


@pytest.mark.parametrize("count", [2, 25])
def test_many_judges_cost_as_many_queries_as_few(
    exercise: CalibrationExercise, django_assert_num_queries: Any, count: int
) -> None:
    for number in range(count):
        judge(make_person(f"Judge {number}", Role.MENTOR), exercise, off=number % 3 - 1)
    client = signed_in(make_person("Dana", Role.ORGANISER))
    own = signed_in(User.objects.get(name="Judge 0"))
    for page, name in ((client, "overview"), (own, "result")):
        page.get(_url(name, exercise))
    with django_assert_num_queries(14):
        client.get(_url("overview", exercise))
    with django_assert_num_queries(21):
        own.get(_url("result", exercise))
    client.get(reverse("calibration:judges"))
    with django_assert_num_queries(10):
        client.get(reverse("calibration:judges"))


@pytest.mark.parametrize("count", [2, 30])
def test_many_works_cost_the_judging_page_as_many_queries_as_few(
    db: None, django_assert_num_queries: Any, count: int
) -> None:
    numbers = range(1, count + 1)
    exercise = make_exercise({(work, code): "1" for work in numbers for code in ("A1.J1", "A1.M1")})
    user = make_person("Aida")
    judging.begin(user=user, exercise=exercise)
    fill(user, task_of(exercise))
    client = signed_in(user)
    client.get(_url("sheet", exercise))
    with django_assert_num_queries(19):
        client.get(_url("sheet", exercise))
