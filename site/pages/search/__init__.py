"""Search over everything public: each wing answers for what is public of its own."""
