"""Calibration: mentors learn to judge by marking the same recorded work."""
