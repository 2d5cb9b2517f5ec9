"""When a broadcast had better stop and ask."""
