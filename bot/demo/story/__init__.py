"""The broadcast that the demo plays."""
