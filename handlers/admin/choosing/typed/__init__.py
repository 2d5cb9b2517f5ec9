"""What of a condition is typed or sent as a file: days, shares, ids."""
