"""Correcting, taking back and pinning what was sent: the windows that a broadcast's card opens."""
