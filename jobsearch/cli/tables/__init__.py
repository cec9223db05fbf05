"""Tables and reports printed by commands, made with Rich."""
