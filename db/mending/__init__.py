"""Runs that edit, delete or pin what another run, their source, has sent."""
