"""The ground floor: tables and queries. Knows nothing of Telegram."""
