"""The boards of individual employers, each addressed by the company's account name."""
