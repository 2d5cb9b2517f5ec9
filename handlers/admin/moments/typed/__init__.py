"""Times as admins type them, in the languages of the bot: `5 dec 19:00`, `tomorrow 9`."""
