"""Everything specific to SQLite; another database would have to provide the same."""
