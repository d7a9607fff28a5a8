"""Commands of the championships."""
