"""From a URL to transactions: what all databases have in common, and a room for each kind."""
