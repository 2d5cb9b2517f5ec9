"""Which numbers of messages were seen, and what is under way: kept over a kill -9."""
