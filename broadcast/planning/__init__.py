"""What is launched later: how long each waits, and when an admin had better be asked."""
