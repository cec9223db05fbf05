"""What a reply to an application says, by rules: a table of phrases for each language, and one way to read."""

from jobsearch.mail.replies.reading import Reply, Said, read_reply

__all__ = ["Reply", "Said", "read_reply"]
