"""Read job ads from third-party files in Parquet, JSON Lines, or CSV format, optionally compressed."""
