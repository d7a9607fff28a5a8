"""What an author would want to know before readers do: missing words for pictures, captions, dead links, empty lessons."""
