"""The tables of what runs by itself, and of what comes from outside and goes there."""
