"""What the boards say: one contract, one file a board; pure, but for the room `http`."""
