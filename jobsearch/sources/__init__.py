"""What the boards say: one polite request, and their posts repaired."""
