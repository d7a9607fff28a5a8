"""Results of past championships, from the file in which CIS exports them: reading, planning, carrying out."""
