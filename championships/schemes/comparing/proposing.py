"""Which scheme a file is most likely a new version of: the one that says the most of the same, or has its skill."""

from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When

from championships import marking
from championships.schemes.models import Aspect, Scheme, SchemeVersion
from championships.schemes.permissions import visible_schemes
from people.models import User

# A file is taken for a new version by itself when at least half of its aspects are in the scheme.
ENOUGH_SHARED = 2
MOST_TEXTS = 500


@dataclass(frozen=True, slots=True)
class Proposal:
    """A scheme that a file may be a new version of; `shared` of the file's `of` different descriptions are in it."""

    scheme: Scheme
    shared: int
    of: int

    @property
    def is_likely(self) -> bool:
        """Whether so much is shared that the file is taken for a new version unless its reader says otherwise."""
        return self.shared * ENOUGH_SHARED >= max(self.of, 1)


def propose(content: marking.Scheme, user: User) -> Proposal | None:
    """Return the scheme that `content` is most likely a new version of, among those that `user` may see; two queries."""
    texts = list(dict.fromkeys(aspect.description for aspect in content.aspects if aspect.description))[:MOST_TEXTS]
    shared = _shared(texts, user)
    best = max(shared, key=lambda pk: (shared[pk], pk), default=None)
    schemes = visible_schemes(user)
    found = schemes.filter(pk=best).first() if best else _of_the_skill(content, schemes).first()
    return Proposal(found, shared.get(found.pk, 0), len(texts)) if found else None


def likely_first(schemes: QuerySet[Scheme], proposal: Proposal | None, content: marking.Scheme) -> QuerySet[Scheme]:
    """Return `schemes` with the proposed one first, then those of the same skill, then the rest by their titles."""
    first = proposal.scheme.pk if proposal else 0
    same_skill = When(skill_number=content.skill_number, skill_name__iexact=content.skill_name, then=Value(1))
    rank = Case(When(pk=first, then=Value(0)), same_skill, default=Value(2), output_field=IntegerField())
    return schemes.order_by(rank, "title", "pk")


def _shared(texts: list[str], user: User) -> dict[int, int]:
    """Return how many of `texts` each scheme's aspects say, in any version of it."""
    said = Aspect.objects.filter(
        description__in=texts, sub_criterion__criterion__version__scheme__in=visible_schemes(user)
    )
    scheme = "sub_criterion__criterion__version__scheme"
    counted = said.order_by().values(scheme).annotate(shared=Count("description", distinct=True))
    return {row[scheme]: row["shared"] for row in counted}


def _of_the_skill(content: marking.Scheme, schemes: QuerySet[Scheme]) -> QuerySet[Scheme]:
    if not content.skill_name:
        return schemes.none()
    return schemes.filter(skill_number=content.skill_number, skill_name__iexact=content.skill_name)


def latest_version(scheme: Scheme) -> SchemeVersion | None:
    """Return the newest version of `scheme`."""
    return scheme.versions.order_by("-number").first()
