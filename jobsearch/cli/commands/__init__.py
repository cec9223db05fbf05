"""A file a command, or a group of them: parse, call one service, render."""
