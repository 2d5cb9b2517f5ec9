"""When a broadcast comes again: rules by the clock on the wall."""
