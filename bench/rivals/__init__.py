"""Herald and what a user would write first, alike from outside."""
