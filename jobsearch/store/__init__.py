"""The database: posts, labels, scores, and the history of fetches, in one SQLite file."""
