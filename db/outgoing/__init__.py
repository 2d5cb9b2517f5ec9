"""What has happened, for addresses outside that want to know it; queued until somebody took it."""
