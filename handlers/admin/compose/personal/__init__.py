"""The window of what a text can say of its reader, and the one that asks what to say instead."""
