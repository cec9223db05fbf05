"""Interactive terminal screens for working through posts with single key presses."""
