"""Live rooms: command, event log, projection, hub, consumer and browser client."""
