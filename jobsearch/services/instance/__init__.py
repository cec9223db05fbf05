"""The instance itself: its state, health, backup and demonstration."""
