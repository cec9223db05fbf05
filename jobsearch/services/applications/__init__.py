"""Applications: recording, due dates, import and export, replies, and statistics."""
