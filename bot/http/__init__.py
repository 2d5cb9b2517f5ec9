"""The process's own little HTTP server."""
