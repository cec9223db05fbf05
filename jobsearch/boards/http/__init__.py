"""How a board is asked: connections, limits, decompression."""
