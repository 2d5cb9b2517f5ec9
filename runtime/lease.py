"""Whether a bot is still ours to serve: asked at the last moment before something leaves."""

from typing import Protocol


class Lease(Protocol):
    """The right to act for a bot. What has run out once stays so."""

    def valid(self) -> bool:
        """By the monotonic clock, without asking anybody: a process that slept knows at once."""
        ...


class Always:
    """Of a file that is locked for us: the system takes the lock away with the process alone."""

    def valid(self) -> bool:
        return True
