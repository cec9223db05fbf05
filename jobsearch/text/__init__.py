"""Text processing: characters, phrases, HTML and typed input; the lowest layer, without other imports."""
