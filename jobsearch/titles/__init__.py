"""Job title parsing: "Senior Software Engineer II" is a software engineer at a senior level."""
