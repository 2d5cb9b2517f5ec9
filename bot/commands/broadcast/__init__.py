"""herald broadcast: a draft from a file, sent, planned, told of, ended; by the API's own rules."""
