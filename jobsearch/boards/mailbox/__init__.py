"""A folder of the user's mail on a server, read over IMAP (RFC 3501) and never modified."""
