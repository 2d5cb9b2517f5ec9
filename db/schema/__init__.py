"""The tables, and the codes that stand in them."""
