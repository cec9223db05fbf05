"""HTTP requests to boards: connections, limits, decompression."""
