"""What an update does: commands, dialogs, middlewares."""
