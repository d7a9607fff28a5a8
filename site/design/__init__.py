"""Design tokens, template components, icons and the browser modules that every page shares."""
