"""Which posts are of one job: a board's reposts, and the same job on several boards."""
