"""The test group: for owners only."""
