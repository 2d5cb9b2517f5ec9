"""When the draft goes out: at once, or at a time that is chosen in windows of their own."""
