"""The versions of a broadcast: how they did, and which one those who wait get."""
