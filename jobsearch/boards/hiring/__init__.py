"""Parse "Who is hiring?" comments: a first line delimited by "|", or plain sentences."""
