"""Two versions of a scheme side by side."""
