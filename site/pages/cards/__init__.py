"""Cards: the pictures that stand beside a link to a page where somebody shares it."""
