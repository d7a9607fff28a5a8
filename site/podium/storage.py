"""Static files under names that carry their hash, so that browsers may keep them for ever."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

# Folders of static files that are ours; their modules import one another.
OUR_FOLDERS = (
    "design",
    "pages",
    "people",
    "schemes",
    "events",
    "training",
    "quizzes",
    "rooms",
    "assignments",
    "learning",
)


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage that also renames what one of our ES modules imports from another.

    The libraries' files are left as they are: they name each other in comments, by paths that do
    not exist, and Django cannot tell a comment from an import.
    """

    support_js_module_import_aggregation = True
    # Each pass settles the names one import further up: our modules import one another eight deep.
    max_post_process_passes = 20

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Take Django's own arguments."""
        super().__init__(*arguments, **options)
        imports = self._patterns.pop("*.js")
        self._patterns.update({f"{folder}/*.js": imports for folder in OUR_FOLDERS})
