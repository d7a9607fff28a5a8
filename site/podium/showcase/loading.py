"""Loading the whole demo: people, schemes, pages in three languages, results, a finished room and an open one."""

from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site

from championships.events.models import Championship, ChampionshipIndexPage, ChampionshipPage
from championships.schemes.models import SubCriterion
from coaching.rooms.models import Room, RoomStatus
from coaching.rooms.opening import open_room
from coaching.training import preparing
from coaching.training.models import TrainingIndexPage, TrainingModulePage
from pages.models import HomePage, StandardPage
from people.demo import DemoPeople, load_people
from people.groups import ensure_groups
from podium.showcase import pictures, results, standards, texts
from podium.showcase.afterwards import indexed_afterwards
from podium.showcase.footer import load_footer
from podium.showcase.lesson_parts import load_parts
from podium.showcase.mock import load_mock
from podium.showcase.programmes import let_learn, load_programmes
from podium.showcase.schemes import Versions, load_schemes
from podium.showcase.season.loading import Season, load_season
from podium.showcase.season.room import load_room as load_live_room
from podium.showcase.silence import without_letters
from podium.showcase.tree import Grower

MODULES = ("module_room", "module_tea", "module_form")
ROOM_MODULE = "module_form"
ROOM_CODES = ("A1", "B1")
ROOM_MINUTES = 45


@without_letters()
def load() -> Room:
    """Load what is missing of the demo and return its open room. Nothing that is here is changed.

    Each part is a transaction of its own: a translated page is published when its transaction ends, and that
    must be before pages are added below it, or it would forget them again.
    """
    for language in texts.LANGUAGES:
        Locale.objects.get_or_create(language_code=language)
    people = load_people()
    with indexed_afterwards():
        standards.load_skills(people.admin)
        standards.load_ladders(people.admin)
        versions = load_schemes(people.mentor, people.kazakh_college)
        past, coming = results.load_championships()
        results.publish(past, versions, people.organiser)
        season = load_season(people)
        programme = _load_pages(people, versions, (past, coming), season)
    # Who learns in the programme is asked of the references, so they are there first.
    let_learn(programme, people)
    # Only now: pages that stood in for each other while they are made would be made twice.
    preparing.prepare(catalogue=False)
    load_mock(people, versions["web", texts.LANGUAGES[0]])
    load_live_room(people, season.running, versions["web", texts.LANGUAGES[0]])
    return _load_room(people, versions)


def _load_pages(
    people: DemoPeople, versions: Versions, open_ones: tuple[Championship, Championship], season: Season
) -> Page:
    made = load_parts(people, versions)
    grower = Grower(people.admin, versions, partial(pictures.picture, author=people.admin), made)
    home, is_new = grower.home(Page.get_first_root_node())
    _make_site(home)
    training = grower.child(home, TrainingIndexPage, "training", show_in_menus=True)
    programme = load_programmes(grower, training, people)
    for name in MODULES:
        module = texts.load(name)
        grower.child(
            training,
            TrainingModulePage,
            name,
            hours=module["hours"],
            level=module["level"],
            audience=module["audience"],
        )
    championships = _load_championship_pages(grower, home, open_ones, season)
    grower.child(home, StandardPage, "about", show_in_menus=True)
    grower.child(home, StandardPage, "privacy")
    load_footer(home, people.admin)
    if is_new:
        grower.furnish(home)
    _give_rights(training, championships)
    return programme


def _load_championship_pages(
    grower: Grower, home: Page, open_ones: tuple[Championship, Championship], season: Season
) -> Page:
    championships = grower.child(home, ChampionshipIndexPage, "championships", show_in_menus=True)
    past, coming = open_ones
    pages = {
        "open_championship": past,
        "coming_championship": coming,
        "season/finished": season.finished,
        "season/running": season.running,
        "season/announced": season.announced,
    }
    for name, championship in pages.items():
        grower.child(championships, ChampionshipPage, name, championship=championship)
    return championships


def _make_site(home: HomePage) -> None:
    """Let the site begin at `home`, and take away the empty page that Wagtail comes with."""
    site = Site.objects.get(is_default_site=True)
    welcome = site.root_page
    if isinstance(welcome.specific, HomePage):
        return
    address = urlsplit(settings.PUBLIC_ADDRESS)
    site.root_page = home
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.hostname = address.hostname or site.hostname
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.save()
    if welcome.specific_class is Page and not welcome.get_children().exists():
        welcome.delete()


def _give_rights(training: Page, championships: Page) -> None:
    """Let mentors write modules and organisers championships, in every language."""
    ensure_groups(
        training_roots=training.get_translations(inclusive=True),
        championship_roots=championships.get_translations(inclusive=True),
    )


def _load_room(people: DemoPeople, versions: Versions) -> Room:
    """Return the mentor's open room, opened now if none is."""
    present = Room.objects.filter(host=people.mentor).exclude(status=RoomStatus.ENDED).order_by("created_at").first()
    if present:
        return present
    version = versions["web", texts.LANGUAGES[0]]
    module = TrainingModulePage.objects.filter(slug=texts.load(ROOM_MODULE)["slug"]).first()
    return open_room(
        host=people.mentor,
        title="Demo room: a form that checks",
        scheme_version=version,
        sub_criteria=list(SubCriterion.objects.filter(criterion__version=version, code__in=ROOM_CODES)),
        duration_minutes=ROOM_MINUTES,
        module_key=module and module.translation_key,
        module_title=module.title if module else "",
    )
