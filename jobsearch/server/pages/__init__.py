"""The web pages, one module per page, which use the same services as `api` and work without JavaScript."""
