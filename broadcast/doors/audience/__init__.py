"""Doors to what is known of subscribers, by which audiences are chosen."""
