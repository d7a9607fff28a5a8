"""The commands of a room, by what they are about."""
