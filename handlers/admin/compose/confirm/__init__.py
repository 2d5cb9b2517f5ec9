"""The last window before the launch: to how many, how long it takes, what it costs."""
