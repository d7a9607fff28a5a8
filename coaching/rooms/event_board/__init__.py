"""The board of a whole championship: rooms at work by their own rules for the public, then public results."""
