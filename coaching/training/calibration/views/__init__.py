"""Pages of calibration. They hold no rule."""
