"""Keys of the HTTP API, and what was answered to calls that may come twice."""
