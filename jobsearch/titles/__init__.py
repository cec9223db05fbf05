"""Parse job titles: "Senior Software Engineer II" means a software engineer at a senior level."""
