"""All that can be asked for, by subject."""
