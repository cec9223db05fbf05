"""Read what people write in "Who is hiring?": a first line parted by "|", else sentences."""
