"""What can still be done with messages that were sent: corrected, taken back, pinned."""
