"""What was found out about lost answers, in words."""
