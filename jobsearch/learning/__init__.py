"""What is learned: the words a model reads, the model, and which post to ask about next."""
