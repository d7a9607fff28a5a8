"""Commands of the marking schemes."""
