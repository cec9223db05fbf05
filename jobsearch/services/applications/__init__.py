"""Operations on applications: recording, due dates, import, export, replies, and statistics."""
