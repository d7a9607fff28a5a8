"""The catalogue: what is published of training, found by words and narrowed by filters."""
