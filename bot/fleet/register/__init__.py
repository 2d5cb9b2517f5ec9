"""What the nodes write down for each other: the tables, and who is there and serves whom."""
