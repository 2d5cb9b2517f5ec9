"""Bodies of JSON, posted over the connections of the session, and known to have left or not."""
