"""A folder of the person's mail on a server, read by IMAP (RFC 3501) and never changed."""
