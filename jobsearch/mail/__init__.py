"""Mail as the person saved it: messages, job alerts, and what replies to applications say."""
