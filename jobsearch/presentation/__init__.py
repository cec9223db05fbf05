"""Text and documents shared by the command line, the web pages, and messages."""
