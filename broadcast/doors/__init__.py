"""What the upper floor may ask of the engine, by subject."""
