"""From a URL to transactions, of one writer and a few readers: what all databases have in common,
and a room for each kind."""
