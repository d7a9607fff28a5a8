"""Tags of calibration."""
