"""Tables and reports that commands print with Rich."""
