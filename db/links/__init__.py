"""Source links, who came by them, and the places that people ask to join."""
