"""A StreamField whose migrations stay quiet when its blocks change."""

from typing import Any

from wagtail.fields import StreamField


class BodyField(StreamField):
    """A StreamField that leaves its blocks out of migrations.

    The blocks are content, kept as JSON: no column changes when an author's block gets a new label,
    so no migration should either.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Describe the field for a migration, without its blocks."""
        name, path, _args, keywords = super().deconstruct()
        keywords.pop("block_lookup", None)
        return name, path, [[]], keywords
