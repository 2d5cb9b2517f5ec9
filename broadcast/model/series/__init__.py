"""Series: how long it is between two steps, what begins and ends one, how one stands."""
