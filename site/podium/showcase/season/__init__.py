"""The demo's season: one championship that is over, one that runs, one that is announced. Everybody is invented."""
