"""Document -> statements: the trained reader and what puts its spans together."""
