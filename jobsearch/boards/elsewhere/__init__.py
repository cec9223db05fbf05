"""Posts that the user found on other websites: their URLs and the data on their pages."""
