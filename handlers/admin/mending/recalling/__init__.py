"""Deleting what was sent, for everybody: how many that still reaches, and the question."""
