"""What a championship refuses, in words for whoever asked."""


class EventRefused(ValueError):
    """Something cannot be done at a championship; the message says why, in the reader's language."""


class ResultsRefused(EventRefused):
    """The results cannot go where they were to go; the message says why, in the reader's language."""
