"""The server: its ports, its routes, its command line."""
