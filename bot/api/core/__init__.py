"""What a call means, whichever way it came; knows nothing of HTTP but the numbers of answers."""
