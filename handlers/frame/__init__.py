"""What every update passes, and how it is answered."""
