"""Short dates in English that nobody reads with day and month the other way round: "30 Nov 2026"."""

SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y, H:i"
