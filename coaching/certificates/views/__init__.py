"""Pages of documents: for everybody who verifies one, for its recipient, for the issuer, and for machines."""
