"""JSON over HTTP: a file a subject."""
