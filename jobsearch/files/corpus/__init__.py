"""Advertisements in files of others: Parquet, JSON lines or CSV, each compressed or not."""
