"""The wiring of Podium: settings, addresses and the ASGI application. Nothing of the domain."""
