"""Posts that the user found elsewhere: their URLs and the data on their pages."""
