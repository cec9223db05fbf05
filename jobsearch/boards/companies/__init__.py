"""The boards of individual employers, each identified by the company's account name."""
