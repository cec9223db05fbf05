"""Operations on the instance itself: status, health checks, backups, and the demo."""
