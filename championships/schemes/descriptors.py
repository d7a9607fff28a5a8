"""The library of judgement descriptors: finding ladders of four texts, keeping them, and taking them from schemes.

A ladder is found by its owner, by the mentors, experts and organisers of its organisation, or by everybody who keeps
schemes; the last only when somebody who edits the library shares it.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypedDict, Unpack

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from championships.schemes.folding import words_of
from championships.schemes.ladders_of_schemes import Found, complete_ladders, language_of, note_uses_of_ladder, use_in
from championships.schemes.models import (
    DescriptorLadder,
    LadderSection,
    LadderVisibility,
    Scheme,
    SchemeVersion,
    Skill,
    ladder_digest,
)
from championships.schemes.permissions import KEEPERS, may_use_scheme, organisations_to_keep_for, visible_schemes
from people.audit import record
from people.models import Organisation, User
from people.permissions import may_keep_schemes

MOST_WORDS = 8
MOST_FOUND = 100
LONGEST_TITLE = 200
LONGEST_TEXT = 1000
LEVELS = 4
HIGHEST_SECTION = 99
SHARE = "schemes.change_descriptorladder"


class LadderRefused(ValueError):
    """A ladder that cannot be kept: `errors` says for each field what is wrong, in the reader's language."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = errors


class LadderContent(TypedDict):
    """The whole content of a ladder, as `save_ladder` takes it."""

    title: str
    texts: Sequence[str]
    language: str
    skill: Skill | None
    sections: Iterable[int]
    organisation: Organisation | None
    visibility: str


class Saved(NamedTuple):
    """A ladder of the library, and whether it was made now: one with the same texts is never kept twice."""

    ladder: DescriptorLadder
    is_new: bool


def visible_ladders(reader: User | AnonymousUser) -> QuerySet[DescriptorLadder]:
    """Return the ladders that `reader` may find: her own, her organisations', those shared with everybody.

    Nobody but people who may keep schemes finds any: competitors do not read what they will be judged by.
    """
    if not isinstance(reader, User) or not may_keep_schemes(reader):
        return DescriptorLadder.objects.none()
    if reader.is_superuser:
        return DescriptorLadder.objects.all()
    kept_by = reader.memberships.filter(role__in=KEEPERS).values("organisation")
    return DescriptorLadder.objects.filter(
        Q(owner=reader)
        | Q(visibility=LadderVisibility.EVERYBODY)
        | Q(visibility=LadderVisibility.ORGANISATION, organisation__in=kept_by)
    )


def may_share_with_everybody(user: User | AnonymousUser) -> bool:
    """Return whether `user` edits the library: only such people show a ladder to everybody."""
    return isinstance(user, User) and user.is_active and user.has_perm(SHARE)


def may_change_ladder(user: User | AnonymousUser, ladder: DescriptorLadder) -> bool:
    """Return whether `user` may change or remove `ladder`: its owner, and editors of the library what they see."""
    if not isinstance(user, User) or not may_keep_schemes(user):
        return False
    return ladder.owner_id == user.pk or (
        may_share_with_everybody(user) and visible_ladders(user).filter(pk=ladder.pk).exists()
    )


def search(
    *,
    reader: User | AnonymousUser,
    query: str = "",
    skill: Skill | None = None,
    section: int | None = None,
    language: str | None = None,
    limit: int = 30,
) -> list[DescriptorLadder]:
    """Return the ladders that `reader` may find and whose title or texts hold every word of `query`, the best first.

    Case, ё and е, and Kazakh letters and their Russian neighbours make no difference; a part of a word is enough.
    Words in the title weigh more than those in the texts, and among equals what is used more stands first. `skill`
    in any of its languages, `section` (the number in the skill's standard) and `language` (such as "kk") narrow the
    search. At most `limit` ladders come back, and never more than 100. Each carries `times_used`, the number of
    schemes that judge by it. Two queries, and a few for the reader's rights, whatever is found.
    """
    found = matching(reader=reader, query=query, skill=skill, section=section, language=language)
    return list(found[: max(0, min(limit, MOST_FOUND))])


def matching(
    *,
    reader: User | AnonymousUser,
    query: str = "",
    skill: Skill | None = None,
    section: int | None = None,
    language: str | None = None,
) -> QuerySet[DescriptorLadder]:
    """Return what `search` finds as a queryset, for pages that turn over."""
    words = words_of(query, MOST_WORDS)
    found = visible_ladders(reader)
    for word in words:
        found = found.filter(search_text__contains=word)
    if skill is not None:
        found = found.filter(skill__translation_key=skill.translation_key)
    if section is not None:
        found = found.filter(pk__in=LadderSection.objects.filter(number=section).values("ladder"))
    if language:
        found = found.filter(language=language)
    found = found.annotate(times_used=Count("uses__version__scheme", distinct=True), rank=_rank(words))
    ordered = found.order_by("-rank", "-times_used", "search_title", "pk")
    return ordered.select_related("skill", "owner", "organisation").prefetch_related("sections")


def _rank(words: Sequence[str]) -> Case:
    """Return how well a ladder answers: 4 if the title is the query, then begins with it, has all words, has some."""
    if not words:
        return Case(default=Value(0), output_field=IntegerField())
    phrase = " ".join(words)
    all_words, any_word = Q(), Q()
    for word in words:
        all_words &= Q(search_title__contains=word)
        any_word |= Q(search_title__contains=word)
    return Case(
        When(search_title=phrase, then=Value(4)),
        When(search_title__startswith=phrase, then=Value(3)),
        When(all_words, then=Value(2)),
        When(any_word, then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )


class Taken(NamedTuple):
    """What came of taking the ladders of a scheme into the library: how many are new, here already, or incomplete."""

    added: int
    already_here: int
    incomplete: int


@transaction.atomic
def save_ladder(
    *,
    actor: User,
    title: str,
    texts: Sequence[str],
    language: str,
    skill: Skill | None = None,
    sections: Iterable[int] = (),
    organisation: Organisation | None = None,
    visibility: str = LadderVisibility.OWN,
) -> Saved:
    """Keep a ladder in the library and return it; if `actor` finds one with the same four texts, return that one.

    `texts` are four, the one of score 0 first, up to 1000 characters each; `language` is such as "kk"; `sections` are
    numbers (1 to 99) of the standard of `skill`; the visibility "organisation" needs an organisation.

    Raises:
        PermissionDenied: `actor` may not keep schemes, or not for this organisation, or not show to everybody.
        LadderRefused: the title or a text is missing or too long, or a choice is unknown; nothing is kept.
    """
    _check_permission(actor, organisation, visibility)
    ladder = DescriptorLadder(owner=actor, organisation=organisation, visibility=visibility, skill=skill)
    _fill(ladder, title, texts, language)
    _check_content(ladder)
    if same := _same_ladder(actor, ladder):
        return Saved(same, is_new=False)
    ladder.save()
    _set_sections(ladder, sections)
    note_uses_of_ladder(ladder)
    record(actor=actor, action="ladder.saved", subject=ladder, data={"title": ladder.title, "visibility": visibility})
    return Saved(ladder, is_new=True)


@transaction.atomic
def change_ladder(*, actor: User, ladder: DescriptorLadder, **content: Unpack[LadderContent]) -> DescriptorLadder:
    """Give a ladder of the library the whole `content`, which is as `save_ladder` takes it.

    Schemes that judge by the texts it had keep them.

    Raises:
        PermissionDenied: as `save_ladder`, or the ladder is not the actor's to change.
        LadderRefused: as `save_ladder`.
    """
    if not may_change_ladder(actor, ladder):
        raise PermissionDenied(_("You may not change this ladder."))
    organisation, visibility = content["organisation"], content["visibility"]
    if (organisation, visibility) != (ladder.organisation, ladder.visibility):
        _check_permission(actor, organisation, visibility)
    ladder.skill, ladder.organisation, ladder.visibility = content["skill"], organisation, visibility
    _fill(ladder, content["title"], content["texts"], content["language"])
    _check_content(ladder)
    ladder.save()
    _set_sections(ladder, content["sections"])
    note_uses_of_ladder(ladder)
    record(actor=actor, action="ladder.changed", subject=ladder, data={"title": ladder.title, "visibility": visibility})
    return ladder


@transaction.atomic
def remove_ladder(*, actor: User, ladder: DescriptorLadder) -> None:
    """Take a ladder out of the library; schemes that judge by its texts keep them.

    Raises:
        PermissionDenied: the ladder is not the actor's to remove.
    """
    if not may_change_ladder(actor, ladder):
        raise PermissionDenied(_("You may not remove this ladder."))
    record(actor=actor, action="ladder.removed", subject=ladder, data={"title": ladder.title, "texts": ladder.texts})
    ladder.delete()


@transaction.atomic
def take_from(*, actor: User, version: SchemeVersion, language: str | None = None) -> Taken:
    """Take the judgement ladders of `version` into the library, each once however often it stands there.

    They go to the scheme's organisation if `actor` keeps schemes for it, else to herself alone, and keep the scheme's
    skill and each aspect's standards section. A ladder that she finds in the library already (the same four texts,
    but for case and punctuation) is not taken again, and one without all four texts is counted as incomplete.
    `language` None leaves the language to the letters of each ladder.

    Raises:
        PermissionDenied: `actor` may not keep schemes, or may not see this one.
    """
    if not may_keep_schemes(actor) or not may_use_scheme(actor, version.scheme):
        raise PermissionDenied(_("You may not take ladders from this scheme."))
    found, incomplete = complete_ladders(version)
    here = set(visible_ladders(actor).filter(digest__in=found).values_list("digest", flat=True))
    new = [_taken(actor, version, ladder, language) for digest, ladder in found.items() if digest not in here]
    kept = DescriptorLadder.objects.bulk_create(ladder for ladder, _sections in new)
    LadderSection.objects.bulk_create(
        LadderSection(ladder=ladder, number=number)
        for ladder, (_same, sections) in zip(kept, new, strict=True)
        for number in sections
    )
    use_in(version, found)
    taken = Taken(len(new), len(here), incomplete)
    record(
        actor=actor, action="ladders.taken", subject=version.scheme, data={"version": version.number, **taken._asdict()}
    )
    return taken


def schemes_using(*, reader: User | AnonymousUser, ladder: DescriptorLadder, limit: int = MOST_FOUND) -> list[Scheme]:
    """Return the schemes that judge by `ladder` and that `reader` may see, by title; at most `limit`."""
    using = ladder.uses.values("version__scheme")
    return list(visible_schemes(reader).filter(pk__in=using).order_by("title", "pk")[:limit])


def _taken(
    actor: User, version: SchemeVersion, found: Found, language: str | None
) -> tuple[DescriptorLadder, list[int]]:
    organisation = version.scheme.organisation
    if organisation and not organisations_to_keep_for(actor).filter(pk=organisation.pk).exists():
        organisation = None
    ladder = DescriptorLadder(
        owner=actor,
        organisation=organisation,
        visibility=LadderVisibility.ORGANISATION if organisation else LadderVisibility.OWN,
        skill=version.scheme.skill,
    )
    _fill(ladder, found.title[:LONGEST_TITLE], found.texts, language or language_of(found.texts))
    ladder.make_findable()
    return ladder, found.sections


def _check_permission(actor: User, organisation: Organisation | None, visibility: str) -> None:
    if not may_keep_schemes(actor):
        raise PermissionDenied(_("You may not keep ladders in the library."))
    if organisation and not organisations_to_keep_for(actor).filter(pk=organisation.pk).exists():
        raise PermissionDenied(_("You may not keep ladders for this organisation."))
    if visibility == LadderVisibility.EVERYBODY and not may_share_with_everybody(actor):
        raise PermissionDenied(_("Only editors of the library may show a ladder to everybody."))


def _fill(ladder: DescriptorLadder, title: str, texts: Sequence[str], language: str) -> None:
    if len(texts) != LEVELS:
        raise LadderRefused({"texts": _("A ladder has four texts, one for each score from 0 to 3.")})
    ladder.title, ladder.language = " ".join(title.split()), language
    ladder.level_0, ladder.level_1, ladder.level_2, ladder.level_3 = (text.strip() for text in texts)


def _check_content(ladder: DescriptorLadder) -> None:
    """Raise LadderRefused unless the fields of `ladder` are as its model asks."""
    try:
        ladder.clean_fields(exclude=("digest", "search_title", "search_text"))
    except ValidationError as error:
        raise LadderRefused({field: " ".join(texts) for field, texts in error.message_dict.items()}) from error
    too_long = [score for score, text in enumerate(ladder.texts) if len(text) > LONGEST_TEXT]
    if too_long:
        message = _("The text is longer than %(limit)s characters.") % {"limit": LONGEST_TEXT}
        raise LadderRefused({f"level_{score}": message for score in too_long})
    if ladder.visibility == LadderVisibility.ORGANISATION and not ladder.organisation:
        raise LadderRefused({"organisation": _("Choose the organisation that is to see the ladder.")})


def _same_ladder(actor: User, ladder: DescriptorLadder) -> DescriptorLadder | None:
    return visible_ladders(actor).filter(digest=ladder_digest(ladder.texts)).order_by("pk").first()


def _set_sections(ladder: DescriptorLadder, numbers: Iterable[int]) -> None:
    """Let `ladder` belong to exactly the sections of `numbers`."""
    wanted = {number for number in numbers if 1 <= number <= HIGHEST_SECTION}
    LadderSection.objects.filter(ladder=ladder).exclude(number__in=wanted).delete()
    here = set(LadderSection.objects.filter(ladder=ladder).values_list("number", flat=True))
    LadderSection.objects.bulk_create(LadderSection(ladder=ladder, number=number) for number in sorted(wanted - here))
