"""Job boards: one module per board behind a common contract; pure, except for the `http` package."""
