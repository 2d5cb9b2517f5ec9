"""What is said of a broadcast: its progress, its report, why it stands still."""
