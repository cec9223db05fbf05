"""Mails: what they say of jobs."""
