"""A new series: its name, and its messages one after the other."""
