"""One message of a series: how it stands, and what can be changed of it."""
