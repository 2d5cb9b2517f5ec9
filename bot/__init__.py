"""The process: settings, wiring, run modes, command line."""

__version__ = "0.1.0"
