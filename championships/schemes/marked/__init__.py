"""Marked sheets and class lists that came with a file."""
