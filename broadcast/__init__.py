"""The delivery engine: pacing, sending, the ledger. Knows nothing of texts, dialogs or commands."""
