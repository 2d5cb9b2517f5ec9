"""Why the process does not start."""


class StartRefused(Exception):
    """Herald cannot start; the message is one clear line that says what to do."""
