"""The preference model: its terms, its training, and the choice of the next post to label."""
