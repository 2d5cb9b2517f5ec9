"""What became of calls whose answer was lost: the engine's side of broadcast/certainty."""
