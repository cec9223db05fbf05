"""All that is SQLite's own; another database would have to bring the same."""
