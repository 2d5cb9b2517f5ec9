"""The answers to a broadcast: how many chose each, who they are, and writing to them."""
