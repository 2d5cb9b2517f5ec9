"""The runs that are not settled, as the engine holds them in memory."""
