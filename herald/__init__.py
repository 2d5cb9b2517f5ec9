"""The command `herald`: an application of its own, which nobody imports."""
