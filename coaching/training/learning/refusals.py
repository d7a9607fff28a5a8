"""Why something of learning cannot be done, in words for whoever asked."""

from django.utils.functional import Promise


class LearningRefused(Exception):
    """What was asked for cannot be; `words` say why and what to do, in the language of the reader."""

    def __init__(self, words: str | Promise) -> None:
        """Keep the words."""
        super().__init__(words)
        self.words = words

    def __str__(self) -> str:
        return str(self.words)
