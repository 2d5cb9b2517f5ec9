"""The admins' side: commands, dialogs, progress. One door leads in; see door/gate.py."""
