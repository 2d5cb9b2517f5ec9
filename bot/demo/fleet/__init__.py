"""herald demo --fleet: several bots on several nodes and a PostgreSQL, to be killed and frozen."""
