"""Commands about the database as a whole: migrated, copied, put back, moved, looked at."""
