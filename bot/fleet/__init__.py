"""Several machines share the bots: which node serves which, and how it changes hands."""
