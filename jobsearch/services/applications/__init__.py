"""Applications: what is recorded of them, what is due, files in and out, replies, figures."""
