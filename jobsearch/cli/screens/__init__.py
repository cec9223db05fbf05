"""What goes through posts key by key, in a terminal."""
