"""A feed as what rounds say: its address, what is found there, and how its items are said."""
