"""Certificates and badges of professional development, and their public verification."""
