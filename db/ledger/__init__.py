"""Runs and their deliveries."""
