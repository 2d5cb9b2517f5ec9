"""How an engine is put together."""
