"""Mail as the person saved it: messages, and what replies to applications say."""
