"""The domain types shared by all packages; pure, without third-party libraries."""
