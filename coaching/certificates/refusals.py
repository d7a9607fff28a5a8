"""Why a document is not issued, revoked or exported: in words that say what to do."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Why(StrEnum):
    """The reason of a refusal."""

    NO_TERMS = "no_terms"
    NOT_YOURS = "not_yours"
    OWN = "own"
    NOT_ENROLLED = "not_enrolled"
    NOT_COMPLETE = "not_complete"
    TOO_FEW_HOURS = "too_few_hours"
    HOURS_DIFFER = "hours_differ"
    NO_NAME = "no_name"
    WAS_REVOKED = "was_revoked"
    EXPIRED = "expired"
    NO_REASON = "no_reason"
    ALREADY_REVOKED = "already_revoked"
    SAME_NAME = "same_name"


WORDS: dict[Why, str | Promise] = {
    Why.NO_TERMS: _("Nobody has said yet on which terms this programme ends with a document."),
    Why.NOT_YOURS: _("Only mentors and organisers of the issuing organisation may do this."),
    Why.OWN: _("Nobody issues a document to herself. Ask another mentor or organiser of the issuing organisation."),
    Why.NOT_ENROLLED: _("Not enrolled in this programme."),
    Why.NOT_COMPLETE: _("The programme is not completed yet."),
    Why.TOO_FEW_HOURS: _("The programme has %(hours)s hours; this document needs at least %(fewest)s."),
    Why.HOURS_DIFFER: _("The terms state %(stated)s hours, but the programme has %(hours)s. Correct the terms first."),
    Why.NO_NAME: _("No name is known: it has to be entered in the profile or in the details for documents."),
    Why.WAS_REVOKED: _("The document of this completion was revoked: %(reason)s"),
    Why.EXPIRED: _("The document has expired. Another one needs the programme to be completed again."),
    Why.NO_REASON: _("Write why: everybody who verifies the document reads it."),
    Why.ALREADY_REVOKED: _("This document has already been replaced or revoked."),
    Why.SAME_NAME: _("The name is the one that is printed already. Change it in the details for documents first."),
}


class Refused(Exception):
    """Nothing was done, for the reason `why`; `message` says it in the reader's language."""

    def __init__(self, why: Why, **values: object) -> None:
        super().__init__(why)
        self.why = why
        self.values = values

    @property
    def message(self) -> str:
        """Return the reason in the active language."""
        return str(WORDS[self.why]) % self.values if self.values else str(WORDS[self.why])
