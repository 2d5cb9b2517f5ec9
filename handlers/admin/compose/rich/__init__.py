"""The window that waits for the source of a rich message, and for the files that it shows."""
