"""Rule-based interpretation of replies to applications: one table of phrases per language, one parser."""

from jobsearch.mail.replies.reading import Reply, Said, read_reply

__all__ = ["Reply", "Said", "read_reply"]
