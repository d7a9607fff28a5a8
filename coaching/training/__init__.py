"""Training modules that mentors author and students learn from."""
