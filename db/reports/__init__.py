"""What reports read beyond the counters: who, when, of which version; growth and sources."""
