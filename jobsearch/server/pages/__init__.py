"""The pages: a file a page. Each asks the same services as the routes of `api`, and works without scripts."""
