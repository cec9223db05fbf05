"""Saved email: messages, job alerts, and the meaning of replies to applications."""
