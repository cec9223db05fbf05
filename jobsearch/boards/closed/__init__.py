"""Detection of closed jobs from the posts' own pages."""
