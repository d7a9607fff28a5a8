"""A module as a file: exported with its media, and brought in from another college. docs/training/module-files.md."""
