"""One module per command or command group; each command parses options, calls a service, and renders."""
