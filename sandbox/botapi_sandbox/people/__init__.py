"""Users, crowds of them, and how they stand to chats."""
