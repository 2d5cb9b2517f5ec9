"""The new message in the place of the old one: asked for, shown beside it, and confirmed."""
