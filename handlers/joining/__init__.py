"""People who ask to join a channel or group: greeted first, then let in."""
