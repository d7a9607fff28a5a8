"""Building a marking scheme in the browser: drafts, their rows and figures, and the pages for them."""
