"""The public parts of a championship below its page: one module for each section."""
