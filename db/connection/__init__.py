"""From a file to transactions: one writer, a few readers, one process."""
