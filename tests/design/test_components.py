"""The components render what their interface promises."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.paginator import Paginator
from django.utils import translation
from lucide import IconDoesNotExist

from design.forms import SampleForm
from design.templatetags.look import as_number

Draw = Callable[..., str]


def test_button_is_a_link_where_it_has_an_address(draw: Draw) -> None:
    drawn = draw('<c-button href="/en/rooms/" variant="secondary">Rooms</c-button>')
    assert drawn.startswith('<a class="button button-secondary')
    assert 'href="/en/rooms/"' in drawn
    assert "<button" not in drawn


def test_button_sends_its_form_as_a_plain_button_does(draw: Draw) -> None:
    assert 'type="submit"' in draw("<c-button>Save</c-button>")


def test_button_passes_other_attributes_on(draw: Draw) -> None:
    drawn = draw('<c-button class="wide" data-opens="end-room" aria-pressed="true" disabled>End</c-button>')
    for part in ('data-opens="end-room"', 'aria-pressed="true"', " disabled", "wide"):
        assert part in drawn


@pytest.mark.parametrize(
    "attack", ['"a" onfocus="alert(1)" x="b"', "' onfocus='alert(1)", '"><script>alert(1)</script>']
)
def test_attributes_passed_on_are_escaped(draw: Draw, attack: str) -> None:
    drawn = draw('<c-button :data-name="name">Save</c-button>', name=attack)
    assert 'onfocus="' not in drawn
    assert "onfocus='" not in drawn
    assert "<script>" not in drawn


def test_titles_are_escaped(draw: Draw) -> None:
    drawn = draw('<c-card title="{{ name }}" href="/x/">…</c-card>', name="<b>Tom & Eve</b>")
    assert "&lt;b&gt;Tom &amp; Eve&lt;/b&gt;" in drawn


def test_component_does_not_take_a_title_from_the_page_around_it(draw: Draw) -> None:
    assert "Of the page" not in draw("<c-card>Only this</c-card>", title="Of the page", footer="Of the page")


@pytest.mark.parametrize(("language", "figures"), [("en", "12.50"), ("ru", "12,50"), ("kk", "12,50")])
@pytest.mark.parametrize("given", [Decimal("12.5"), "12.50", "12,50"])
def test_score_shows_figures_of_the_language_and_gives_machines_a_point(
    draw: Draw, language: str, figures: str, given: object
) -> None:
    with translation.override(language):
        drawn = draw('<c-score :value="mark" maximum="17.00" />', mark=given)
    assert f'<span class="score-value">{figures}</span>' in drawn
    assert f'value="{as_number(given)}" max="17.00"' in drawn


def test_score_that_is_not_marked_is_not_a_zero(draw: Draw) -> None:
    drawn = draw('<c-score :value="mark" maximum="2.00" />', mark=None)
    assert "not marked yet" in drawn
    assert "0.00<" not in drawn
    assert "not marked yet" not in draw('<c-score value="0.00" maximum="2.00" />')


@pytest.mark.parametrize("current", [1, 2, 3])
def test_steps_mark_exactly_the_step_that_is_reached(draw: Draw, current: int) -> None:
    drawn = draw('<c-steps :current="at" />', at=current)
    assert drawn.count('aria-current="step"') == 1
    assert drawn.split("<li")[current].startswith(' aria-current="step"')


def test_podium_is_read_in_the_order_of_places(draw: Draw) -> None:
    drawn = draw(
        '<c-podium first_name="Ada" first_value="9" second_name="Bo" second_value="8" third_name="Cy" third_value="7" />'
    )
    assert drawn.index("Ada") < drawn.index("Bo") < drawn.index("Cy")


def test_timer_hands_the_clock_to_its_element(draw: Draw) -> None:
    drawn = draw('<c-timer phase="running" ends_at="2026-12-01T09:00:00+00:00" :remaining="left" />', left=90)
    for part in (
        '<podium-timer class="timer',
        'role="timer"',
        'phase="running"',
        'ends-at="2026-12-01T09:00:00+00:00"',
        'remaining="90"',
    ):
        assert part in drawn


def test_field_joins_label_help_and_error_to_the_control(draw: Draw) -> None:
    form = SampleForm({"name": ""})
    drawn = draw('<c-field :field="form.name" />', form=form)
    assert '<label class="field-label" for="id_name">' in drawn
    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn
    assert 'id="id_name_error"' in drawn
    assert 'id="id_name_helptext"' in drawn
    assert 'aria-invalid="true"' in drawn


def test_field_of_choices_is_a_group_with_a_legend(draw: Draw) -> None:
    drawn = draw('<c-field :field="form.role" />', form=SampleForm())
    assert drawn.startswith("<fieldset")
    assert "<legend" in drawn


@pytest.mark.parametrize("name", list(SampleForm().fields))
def test_field_draws_every_kind_of_widget(draw: Draw, name: str) -> None:
    form = SampleForm()
    drawn = draw('<c-field :field="field" />', field=form[name])
    assert f'name="{name}"' in drawn
    assert str(form[name].label) in drawn


def test_form_errors_lead_to_each_field(draw: Draw) -> None:
    form = SampleForm({"email": "nobody"})
    drawn = draw('<c-form-errors :form="form" />', form=form)
    assert 'role="alert"' in drawn
    for name in form.errors:
        assert f'href="#{form[name].id_for_label or form[name].auto_id}"' in drawn


def test_form_without_errors_has_no_summary(draw: Draw) -> None:
    assert draw('<c-form-errors :form="form" />', form=SampleForm()).strip() == ""


def test_breadcrumbs_end_with_the_page_itself(draw: Draw) -> None:
    drawn = draw('<c-breadcrumbs :items="crumbs" />', crumbs=[("Training", "/en/training/"), ("Module A", "")])
    assert '<a href="/en/training/">Training</a>' in drawn
    assert '<span aria-current="page">Module A</span>' in drawn


def test_pagination_keeps_the_rest_of_the_address(draw: Draw) -> None:
    page = Paginator(range(90), 10).page(5)
    drawn = draw('<c-pagination :page="page_obj" />', path="/en/schemes/?order=title", page_obj=page)
    assert "order=title&amp;page=6" in drawn
    assert draw('<c-pagination :page="page_obj" />', page_obj=Paginator(range(9), 10).page(1)).strip() == ""


def test_icon_that_does_not_exist_is_a_mistake(draw: Draw) -> None:
    with pytest.raises(IconDoesNotExist):
        draw('<c-icon name="no-such-icon" />')


def test_icon_is_hidden_from_readers_unless_it_has_a_name(draw: Draw) -> None:
    assert "role=" not in draw('<c-icon name="timer" />')
    assert 'role="img" aria-label="Offline"' in draw('<c-icon name="wifi-off" label="Offline" />')


@pytest.mark.parametrize(
    "markup", ['<c-dialog id="d" title="T">x</c-dialog>', '<c-alert tone="bad" title="T">x</c-alert>']
)
def test_overlays_and_alerts_say_their_title(draw: Draw, markup: str) -> None:
    assert ">T</" in draw(markup)
