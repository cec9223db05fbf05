"""The command line: commands parse their options, call one service, and render the result."""
