"""What learning puts on the pages of training: a way into a programme, and the end of a lesson."""

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from coaching.training.learning import addressing, belonging, resuming, wording
from coaching.training.learning.models import Level, Reached
from coaching.training.learning.outline import Outline, level_of, outline_of
from coaching.training.learning.parts import Part as Learnt
from coaching.training.learning.parts import met_at
from coaching.training.learning.standing import Standing, standing_of
from coaching.training.page_parts import Part
from people.models import User


def programme_strip(request: HttpRequest, page: Page) -> Part | None:
    """Return the strip below a programme's title: enrol, or go on where one left."""
    if level_of(page) != Level.PROGRAMME:
        return None
    outline = outline_of(page.translation_key)
    if outline is None or not outline.part.parts:
        return None
    enrolment = belonging.enrolment_of(request.user, outline.key)
    terms = belonging.terms_of(outline.key)
    context: dict[str, object] = {"programme_key": outline.key, "enrolment": enrolment, "terms": terms}
    if isinstance(request.user, User) and enrolment is not None:
        standing = _standing(request.user, outline)
        done, of = standing.progress()
        context |= {"done": done, "of": of, "next": next_of(standing, request.user)}
    return Part("learning/parts/programme_strip.html", context)


def lesson_end(request: HttpRequest, page: Page) -> Part | None:
    """Return what stands after the text of a lesson: what completes it, the button to say that it was read, what is next."""
    key = addressing.key_of(page)
    tops = sorted(belonging.tops_with(key), key=str)
    outline = next((found for top in tops if (found := outline_of(top)) is not None and key in found.ways), None)
    if outline is None or outline.ways[key][-1].parts:
        return None
    context: dict[str, object] = {"page_key": page.translation_key, "lesson_key": key}
    if isinstance(request.user, User):
        standing = _standing(request.user, outline)
        place = resuming.place_in(request.user, key)
        context |= {
            "is_read": (Reached.READ, key) in standing.person.reached,
            "completed_at": standing.completed_at(key),
            "wanted": wanted(standing, outline.ways[key][-1]),
            "next": next_of(standing, request.user),
            "anchor": place.anchor if place else "",
        }
    return Part("learning/parts/lesson_end.html", context)


def next_of(standing: Standing, user: User) -> dict[str, object] | None:
    """Return what comes next as a page shows it, or None when all is done."""
    answer = standing.what_is_next()
    if answer is None:
        return None
    path, closed = answer
    shown = standing.outline.shown[path[-1].key]
    place = standing.person.anchors.get(path[-1].key, "")
    return {
        "key": path[-1].key,
        "title": shown.title,
        "url": f"{shown.url}#{place}" if place else shown.url,
        "minutes": shown.minutes,
        "is_begun": path[-1].key in standing.person.visited,
        "closed": "" if closed is None else wording.why(closed, standing.outline, user),
        "due": standing.due_at(path[-1].key),
    }


def wanted(standing: Standing, part: Learnt) -> list[dict[str, object]]:
    """Return what completes a part, each with whether it is done; for reading alone nothing is listed."""
    record = standing.person.record()
    asked = [requirement for requirement in part.requirements if requirement.what != Reached.READ]
    return [
        {
            "what": requirement.what,
            "title": standing.outline.title_of(requirement.what, requirement.key)
            if requirement.key != part.key
            else "",
            "percent": requirement.percent,
            "is_met": met_at(requirement, record) is not None,
        }
        for requirement in asked
    ]


def _standing(user: User, outline: Outline) -> Standing:
    beginning = belonging.beginning_of(belonging.enrolment_of(user, outline.key))
    return standing_of(user, outline, now=timezone.now(), beginning=beginning)
