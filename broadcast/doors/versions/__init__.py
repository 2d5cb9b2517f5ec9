"""What may be asked about tests of versions."""
