"""What a start, or a lost answer, makes it necessary to find out about the ledger."""
