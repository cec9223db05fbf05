"""The preference model: feature extraction, training, and selection of the next post to label."""
