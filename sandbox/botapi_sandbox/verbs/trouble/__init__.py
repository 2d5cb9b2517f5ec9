"""What is done to this Telegram: limits, faults, floods, numbers that nobody is told of."""
