"""Where a post lets people work from."""
