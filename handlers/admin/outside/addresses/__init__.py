"""Addresses that events are posted to."""
