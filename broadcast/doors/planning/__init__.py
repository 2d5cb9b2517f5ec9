"""What admins do about broadcasts that are launched later."""
