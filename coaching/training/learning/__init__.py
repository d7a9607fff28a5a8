"""Learning: enrolment, cohorts, what is open to whom, and how far everybody is."""
