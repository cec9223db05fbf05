"""Whether a post's own page says that the job is gone."""
