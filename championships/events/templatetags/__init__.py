"""Template tags of championships."""
