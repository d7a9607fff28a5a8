"""The public pages of championships, one in each language."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from championships.events.models.blocks import GalleryBlocks
from championships.events.models.championships import Championship
from pages.blocks import BodyBlocks
from pages.fields import BodyField
from pages.models import BasePage
from people.permissions import may_host_rooms

if TYPE_CHECKING:
    from championships.events.sections import Section


class ChampionshipIndexPage(BasePage):
    """The list of championships: running, coming and past."""

    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["events.ChampionshipPage"]
    max_count_per_parent = 1
    page_description = _("The list of all championships. One in each language is enough.")
    template = "events/championship_index_page.html"

    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("introduction", help_text=_("What readers find here, in one or two sentences.")),
    ]

    class Meta:
        verbose_name = _("list of championships")
        verbose_name_plural = _("lists of championships")

    def serve(self, request: HttpRequest, *args: Any, **keywords: Any) -> HttpResponse:
        """Show the list, which is kept until something changes in any of the championships."""
        from championships.events import kept  # noqa: PLC0415 -- it stands above the models

        kept.keep_of_all(request)
        shown: HttpResponse = super().serve(request, *args, **keywords)
        return shown

    def get_context(self, request: HttpRequest, *args: Any, **keywords: Any) -> dict[str, Any]:
        """Add the championships by when they are."""
        from championships.events import calendar  # noqa: PLC0415 -- it stands above the models

        return {**super().get_context(request, *args, **keywords), "groups": calendar.groups_below(self)}


class ChampionshipPageForm(WagtailAdminPageForm):
    """The form of a championship's page in the editor."""

    initial: dict[str, Any]

    def __init__(self, *args: Any, **keywords: Any) -> None:
        """Begin a new page with the latest championship that has none yet: whoever founds one writes its page next."""
        super().__init__(*args, **keywords)
        latest = Championship.objects.filter(pages=None).order_by("-pk").first()
        if self.instance.pk is None and latest is not None:
            known = {"championship": latest.pk, "title": latest.name, "slug": latest.slug}
            self.initial = {**self.initial, **known}


class ChampionshipPage(BasePage):
    """What the public reads about one championship, in one language."""

    championship = models.ForeignKey(
        Championship,
        models.PROTECT,
        related_name="pages",
        verbose_name=_("championship"),
        help_text=_("The dates come from here, and the results appear here when they are published."),
    )
    place = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("Town and hall, in the language of the page.")
    )
    introduction = models.TextField(_("introduction"), max_length=400, blank=True)
    body = BodyField(BodyBlocks(), verbose_name=_("body"), blank=True)
    venue_address = models.CharField(
        _("address of the venue"),
        max_length=300,
        blank=True,
        help_text=_("Street, number and town, as one would tell a driver."),
    )
    venue_link = models.URLField(
        _("link to a map"), blank=True, help_text=_("A map on the web that shows the way there. May be empty.")
    )
    venue_map = models.ForeignKey(
        "media.CustomImage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("map"),
        help_text=_("A picture: the way to the halls, or where which skill is. It is shown here and not fetched."),
    )
    venue_map_words = models.CharField(
        _("map in words"),
        max_length=250,
        blank=True,
        help_text=_("What the map shows, for readers who do not see it."),
    )
    venue_text = BodyField(BodyBlocks(), verbose_name=_("how to get there"), blank=True, default=list)
    gallery = BodyField(GalleryBlocks(), verbose_name=_("gallery"), blank=True, default=list)

    parent_page_types: ClassVar[list[str]] = ["events.ChampionshipIndexPage"]
    subpage_types: ClassVar[list[str]] = ["events.ChampionshipNewsPage"]
    page_description = _("One championship: dates, place, what to know, and its results once they are published.")
    template = "events/championship_page.html"
    base_form_class = ChampionshipPageForm

    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("championship"), FieldPanel("place")])], heading=_("When and where")
        ),
        FieldPanel("introduction", help_text=_("What this championship is, in one or two sentences.")),
        FieldPanel(
            "body", help_text=_("What visitors should know. The schedule and the skills have parts of their own.")
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("venue_address"), FieldPanel("venue_link")]),
                FieldRowPanel([FieldPanel("venue_map"), FieldPanel("venue_map_words")]),
                FieldPanel("venue_text", help_text=_("Buses, parking, the entrance, the way without stairs.")),
            ],
            heading=_("Venue"),
        ),
        FieldPanel(
            "gallery",
            help_text=_("Only pictures and videos that may be public: whoever can be recognised has agreed."),
        ),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("championship page")
        verbose_name_plural = _("championship pages")

    def clean(self) -> None:
        """Ask for the words of a map."""
        super().clean()
        if self.venue_map_id and not self.venue_map_words.strip():
            raise ValidationError({"venue_map_words": _("Say in words what the map shows.")})

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Lead to a section where the address names one, else to a page below."""
        from championships.events import sections  # noqa: PLC0415 -- it stands above the models

        if self.live and path_components and (section := sections.named(path_components[0])):
            return RouteResult(self, kwargs={"section": section, "rest": tuple(path_components[1:])})
        found: RouteResult = super().route(request, path_components)
        return found

    def serve(
        self,
        request: HttpRequest,
        *args: Any,
        section: "Section | None" = None,
        rest: tuple[str, ...] = (),
        **keywords: Any,
    ) -> HttpResponse:
        """Show the page itself, or the section that the address names; kept until something changes in it."""
        from championships.events import kept  # noqa: PLC0415 -- it stands above the models

        kept.keep_of_one(request, self.championship_id)
        if section is not None:
            return section.show(self, request, rest)
        shown: HttpResponse = super().serve(request, *args, **keywords)
        return shown

    def frame_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the page and all its sections show: its words, its languages, when it is, and its tabs.

        Whoever hosts rooms may open one for it.
        """
        from championships.events import calendar  # noqa: PLC0415 -- it stands above the models

        user = getattr(request, "user", None)
        may_host = user is not None and may_host_rooms(user)
        when = calendar.phase(self.championship, timezone.localdate())
        frame = {"championship": self.championship, "championship_page": self, "phase": when, "may_host": may_host}
        return {**super().get_context(request), **frame}

    def get_context(self, request: HttpRequest, *args: Any, **keywords: Any) -> dict[str, Any]:
        """Add when it is, what happens there now, and the newest of its results."""
        from championships.events import sections  # noqa: PLC0415 -- it stands above the models
        from championships.events.public import overview  # noqa: PLC0415 -- as above

        found = overview.of_page(self)
        return {**self.frame_context(request), **found, "section": "", "tabs": sections.tabs(self, "")}
