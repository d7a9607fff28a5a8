"""The ends of addresses that say which kind of file or feed is asked for."""

from django.urls import register_converter

from championships.events.open_data.feeds import KINDS


class _Word:
    """One word of a few."""

    regex = ""

    def to_python(self, value: str) -> str:
        """Return the word as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the word as it stands."""
        return value


class FileEnding(_Word):
    """What a table can be had as."""

    regex = "csv|xlsx|json"


class FeedKind(_Word):
    """What a feed can be had as."""

    regex = "|".join(KINDS)


register_converter(FileEnding, "file_ending")
register_converter(FeedKind, "feed_kind")
