"""Interactive terminal screens for going through posts with single keys."""
