"""Posts that a person found elsewhere: their addresses, and what their pages state."""
