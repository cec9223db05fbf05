"""Operations on the instance itself: status, health, backups and the demo."""
