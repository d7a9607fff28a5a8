"""What is printed of a document: one sheet of A4 across, to be signed, sealed and verified by its QR code."""

from coaching.certificates.printing.paper import print_certificate

__all__ = ["print_certificate"]
