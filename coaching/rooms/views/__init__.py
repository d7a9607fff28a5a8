"""Pages of the live rooms. No rule of a room is decided here."""
