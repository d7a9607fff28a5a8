"""Marking schemes, stored and versioned, and the files they come from."""
