"""Groups and channels: whoever runs the place decides for it."""
