"""The shelf of training modules on the home page."""

from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from coaching.training.catalogue.latest import latest_in
from coaching.training.models import TrainingModulePage
from pages.shelves import Shelf, ShelfItem, register_shelf


def put_up() -> None:
    """Put the shelf up; called once, when the app is ready."""
    register_shelf(
        Shelf(
            name="training",
            label=gettext_lazy("Training modules"),
            empty=gettext_lazy("The first training module is being written."),
            items=_items,
        )
    )


def _items(count: int) -> Sequence[ShelfItem]:
    return [item_of(module) for module in latest_in(get_language() or "en", count)]


def item_of(module: TrainingModulePage) -> ShelfItem:
    """Return a module as it stands on a shelf."""
    hours = _("%(hours)s h") % {"hours": number_format(module.hours.normalize())}
    return ShelfItem(
        title=module.title,
        url=module.get_url() or "",
        eyebrow=module.skill,
        text=module.introduction,
        facts=[hours, module.get_level_display(), module.get_audience_display()],
    )
