"""What one statement asks of SQLite and of PostgreSQL in different words, each under one name.

A statement is written once and runs on both; what they say alike needs nothing of this room. For
"insert or do something else" it is `sqlalchemy.dialects.postgresql.insert`: both read the same
ON CONFLICT.
"""
