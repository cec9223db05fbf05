"""Job titles taken apart: "Senior Software Engineer II" is a software engineer, and senior."""
