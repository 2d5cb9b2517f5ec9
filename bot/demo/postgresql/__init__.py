"""A PostgreSQL server of one's own in a folder: for the demo of a fleet, and for the tests."""
