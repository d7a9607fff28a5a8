"""Open Badges 3.0: every document also as a signed credential, with the issuer's keys and a status list."""
