"""A lease that a test holds in its hands."""

from runtime.lease import HeartbeatLease


class Held:
    """The right to act, and the seconds that it is looked at in."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.lease = HeartbeatLease(now=lambda: self.seconds)
        self.renew()

    def renew(self) -> None:
        """A heartbeat began and came through at once."""
        self.lease.renew(self.lease.now())

    def run_out(self) -> None:
        """The process stood still for ten seconds."""
        self.seconds += 10.0
