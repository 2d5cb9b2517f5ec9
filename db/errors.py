"""What can go wrong on the ground floor.

DatabaseError
├── DatabaseUnavailable   it cannot be opened at all: the program ends with one line
│   └── DatabaseMoved     it was moved: the bot goes on with another one
├── DatabaseTooNew        it was written by a newer Herald
├── DatabaseTrouble       it cannot be written (or read) just now: locked, full, broken
│   ├── TookTooLong       a question was given up, because others want to read, too
│   ├── NoAnswer          the server stands still, or the network swallows everything
│   └── LeaseLost         another process has taken the bot over: nothing of ours is written
│       └── Elsewhere     the same, because another server stands in the place of the one we knew
├── AlreadyRunning        another process works on it
└── AlreadyServed         the same, on another machine perhaps
"""

from collections.abc import Sequence
from enum import StrEnum


class StorageFault(StrEnum):
    """What is in the way, as far as people can do something about it."""

    FULL = "full"
    LOCKED = "locked"  # another program holds the file
    READ_ONLY = "read-only"
    OTHER = "other"  # the log says what


class DatabaseError(Exception):
    """Something is wrong with the database."""


class DatabaseUnavailable(DatabaseError):
    """The database cannot be opened."""


class DatabaseMoved(DatabaseUnavailable):
    """The bot's database is another one now (`herald move`)."""


class DatabaseTooNew(DatabaseError):
    """The database was written by a newer version of Herald; install that version."""

    def __init__(self, stored: str, known: str) -> None:
        """Versions of the tables."""
        super().__init__(
            f"the database is at version {stored}, this Herald knows up to {known}: "
            "install the newer Herald that wrote it"
        )


class DatabaseTrouble(DatabaseError):
    """The database cannot be used just now."""

    def __init__(self, words: str, fault: StorageFault = StorageFault.OTHER) -> None:
        """`words` are for the log."""
        super().__init__(words)
        self.fault = fault


class TookTooLong(DatabaseTrouble):
    """A question had so much to read that it was given up."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"a question was not answered within {seconds:g} s")


class NoAnswer(DatabaseTrouble):
    """The server stands still, or the network swallows everything."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"no answer within {seconds:g} s")


class LeaseLost(DatabaseTrouble):
    """Another process has taken the bot over; what was to be written was not."""

    def __init__(self, schema: str) -> None:
        super().__init__(f"another process has taken {schema} over")


class Elsewhere(LeaseLost):
    """A standby was promoted, or a backup recovered: it may lack what was committed before."""

    def __init__(self, schema: str) -> None:
        DatabaseTrouble.__init__(
            self,
            f"{schema} is on another server now, or on one that was set back: it may lack the last "
            "that was written, and is taken over anew",
        )


class AlreadyRunning(DatabaseError):
    """Another process works on this database."""

    def __init__(self, pid: int) -> None:
        super().__init__(f"another Herald (pid {pid}) already works on this database")
        self.pid = pid


class AlreadyServed(DatabaseError):
    """Another process serves the bot of this schema."""

    def __init__(self, schema: str, nodes: Sequence[str] = ()) -> None:
        """`nodes`: of several machines, those that have it, or its token."""
        words = f"another Herald already serves {schema} of this database"
        if nodes:
            words = (
                f"{schema} is served by nodes ({', '.join(nodes)}): take the bot's line out of "
                "BOT_TOKENS_FILE on each, and send them SIGHUP"
            )
        super().__init__(words)
        self.nodes = tuple(nodes)
