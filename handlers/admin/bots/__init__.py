"""The bots that live together, for whoever owns several."""
