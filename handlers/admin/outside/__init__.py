"""What owners allow programs from outside."""
