"""Marking, marking schemes and public championships."""
