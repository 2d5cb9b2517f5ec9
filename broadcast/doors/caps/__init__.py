"""The owners' cap on how many broadcasts somebody may get in a week."""
