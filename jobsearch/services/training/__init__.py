"""Train the taste model, and score posts."""
