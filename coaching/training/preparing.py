"""Everything that training needs beside its pages: rights, the review, trees kept alike, the catalogue."""

from dataclasses import dataclass

from django.db import transaction

from coaching.training import reviewing, trees
from coaching.training.catalogue import indexing
from coaching.training.models import TrainingIndexPage
from people.groups import ensure_groups


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was prepared: lists of training with rights and a review, languages kept alike anew, entries written."""

    lists: int
    languages: int
    entries: int


@transaction.atomic
def prepare(*, catalogue: bool = True) -> Prepared:
    """Prepare training, or bring it up to date; calling it again changes nothing that is right already.

    The catalogue is written anew, which reads every page, unless whoever calls knows that it is right.
    """
    languages = trees.ensure_alike()
    roots = list(TrainingIndexPage.objects.all())
    ensure_groups(training_roots=roots)
    reviewing.ensure_review(roots)
    return Prepared(len(roots), languages, indexing.rebuild() if catalogue else 0)
