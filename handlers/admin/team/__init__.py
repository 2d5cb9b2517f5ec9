"""Who may send: for owners only."""
