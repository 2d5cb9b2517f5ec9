"""Who left within a day of a launch, by name."""
