"""The process: settings, wiring, run modes, command line."""
