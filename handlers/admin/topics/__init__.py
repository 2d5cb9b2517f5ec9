"""The topics that people choose from: for owners only."""
