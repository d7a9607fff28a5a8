"""The demo: an invented skills movement, complete enough to try everything on."""
