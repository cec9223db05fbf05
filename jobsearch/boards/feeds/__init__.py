"""The forms of feeds: each becomes the same Entries, which boards/feed.py makes posts of."""
