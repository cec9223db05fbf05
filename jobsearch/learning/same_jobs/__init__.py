"""Detection of duplicate posts: reposts on one board, and the same job on several boards."""
