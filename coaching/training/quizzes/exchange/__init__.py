"""Questions from files: pure readers of GIFT, Moodle XML and tables, which come to one form and touch no database."""
