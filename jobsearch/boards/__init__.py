"""Job boards: one module per board, all with the same interface; pure, except for the `http` package."""
