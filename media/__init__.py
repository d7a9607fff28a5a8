"""Images, documents and video with captions: custom Wagtail models."""
