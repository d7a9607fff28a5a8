"""What leaves a room as a file, at any moment: a workbook and CSV, of what its host may see just then."""
