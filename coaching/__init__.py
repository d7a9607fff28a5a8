"""Training modules and live practice rooms."""
