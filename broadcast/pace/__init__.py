"""How fast: the budget of the token, and each chat's share of it."""
