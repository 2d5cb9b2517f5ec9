"""Where subscribers come from: source links, and places that people ask to join."""
