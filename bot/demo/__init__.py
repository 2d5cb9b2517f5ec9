"""python -m bot demo: a whole broadcast, seen from the admin's chat, against a local Telegram."""
