"""What people wrote after broadcasts, and the answers to it."""
