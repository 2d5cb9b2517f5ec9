"""What SQLite and PostgreSQL say in different words, each under one name (docs/decisions.md)."""
