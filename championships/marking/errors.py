"""What can be wrong with a score or a mark. All of it is a `ValueError`."""


class MarkingError(ValueError):
    """A score, a mark or a maximum that the rules do not allow."""


class InvalidScore(MarkingError):
    """A judgement score that is not one of the whole numbers 0, 1, 2, 3."""


class IncompletePanel(MarkingError):
    """Fewer (or more) scores than the panel has judges."""


class InvalidMaximum(MarkingError):
    """A maximum mark that is negative, has more than two decimals, or is not an exact decimal."""


class InvalidMark(MarkingError):
    """A mark below zero, above the maximum, with more than two decimals, or not an exact decimal."""


class UnknownAspect(MarkingError):
    """A mark for an aspect that the scheme does not have."""
