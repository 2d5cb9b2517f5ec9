"""The tables of composing and planning, and of what recipients do with it."""
