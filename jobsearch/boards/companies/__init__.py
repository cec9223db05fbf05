"""The boards of employers themselves, each company's under its own name."""
