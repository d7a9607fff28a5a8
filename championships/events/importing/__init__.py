"""Taking skills, participants, officials and the schedule from one workbook: reading, planning, carrying out."""
