"""How the admins' dialogs are reached, kept and shown."""
