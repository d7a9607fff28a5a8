"""Open data of championships: files, an interface for programs, calendars and feeds, out of public columns alone."""
