"""From a launch to the last outcome: the snapshot, the claims, the calls."""
