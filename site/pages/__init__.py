"""Page base classes, home and standard pages, navigation and shared StreamField blocks."""
