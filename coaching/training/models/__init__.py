"""The pages of training: the list, programmes, modules and lessons; and what the catalogue finds them by."""

from coaching.training.models.catalogued import CatalogueEntry, CatalogueFacet, CatalogueWord
from coaching.training.models.describing import Audience, Level
from coaching.training.models.index import TrainingIndexPage
from coaching.training.models.lesson import LessonPage
from coaching.training.models.module import TrainingModulePage
from coaching.training.models.programme import ProgrammePage

__all__ = [
    "Audience",
    "CatalogueEntry",
    "CatalogueFacet",
    "CatalogueWord",
    "LessonPage",
    "Level",
    "ProgrammePage",
    "TrainingIndexPage",
    "TrainingModulePage",
]
