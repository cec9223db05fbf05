"""Rule-based interpretation of replies to applications, with one parser and a phrase table per language."""

from jobsearch.mail.replies.reading import Reply, Said, read_reply

__all__ = ["Reply", "Said", "read_reply"]
