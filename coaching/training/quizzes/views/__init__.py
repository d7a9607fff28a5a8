"""The pages of quizzes. They hold no rule: what may be done and shown is decided by the modules that they call."""
