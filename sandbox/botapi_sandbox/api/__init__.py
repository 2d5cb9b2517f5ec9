"""The Bot API as documented, and whether calls and answers keep to it."""
