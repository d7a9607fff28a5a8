"""Championships, their skills and published results, and the public pages of them."""
