"""What a 429 means, and who waits because of it."""
