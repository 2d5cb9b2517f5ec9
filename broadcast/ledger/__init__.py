"""What became of whom, written down: in batches, safely, and not for ever."""
