"""The pages of learners and mentors. No rule stands here."""
