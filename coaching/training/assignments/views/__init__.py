"""Pages of assignments: learners, markers, those who lead; and private files."""
