"""The web pages, with one module per page. They use the same services as `api`, and work without scripts."""
