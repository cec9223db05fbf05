"""The JSON API, with one module per subject."""
