"""The custom fields: for owners only."""
