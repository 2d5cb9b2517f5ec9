"""What the page is told as it happens."""
