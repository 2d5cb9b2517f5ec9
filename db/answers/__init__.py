"""What recipients do with a broadcast: the buttons that they tap, and leaving by one."""
