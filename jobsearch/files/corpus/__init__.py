"""Job ads in third-party files: Parquet, JSON Lines or CSV, optionally compressed."""
