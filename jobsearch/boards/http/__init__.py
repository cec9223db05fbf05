"""HTTP requests to boards: connections, limits, and decompression."""
