"""Training of the taste model, and scoring of posts."""
