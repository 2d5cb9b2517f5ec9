"""What became of calls whose answers were lost, found out by the numbers of messages; no IO."""
