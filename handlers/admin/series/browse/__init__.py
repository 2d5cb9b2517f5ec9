"""The list of series, the card of one, and the questions before it is started, ended, deleted."""
