"""Quizzes: questions, banks, attempts, and what the answers say of the questions."""
