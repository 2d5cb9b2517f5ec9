"""From the version that a database stands at to the newest, of either kind."""
