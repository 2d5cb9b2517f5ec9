"""What begins a series, and what ends it."""
