"""Learning the taste, and scoring posts by it."""
