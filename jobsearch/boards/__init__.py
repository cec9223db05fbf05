"""Job boards, with one module per board and a common interface; pure, except for `http` and `mailbox`."""
