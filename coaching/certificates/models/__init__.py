"""What is stored of documents: the terms of a programme, its numbers, what was issued, and what only registers need."""

from coaching.certificates.models.certificate import LONGEST_NAME, Certificate
from coaching.certificates.models.recipient_details import EducationLevel, RecipientDetails, Sex
from coaching.certificates.models.terms import (
    DocumentKind,
    EducationPlace,
    Financing,
    NumberSeries,
    ProgrammeTerms,
    StudyForm,
)

__all__ = [
    "LONGEST_NAME",
    "Certificate",
    "DocumentKind",
    "EducationLevel",
    "EducationPlace",
    "Financing",
    "NumberSeries",
    "ProgrammeTerms",
    "RecipientDetails",
    "Sex",
    "StudyForm",
]
