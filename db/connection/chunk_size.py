"""How many rows go into one transaction: as many as can be written in a good moment.

Another program that finds the file locked looks again with pauses, of up to a twentieth of a second
at first. So it waits little longer than a transaction takes, and a small one with the gap behind
it costs as much time as a large one. On a disk whose commits alone take that long, fewer rows would
make it slower and nobody's wait shorter: there is a least.
"""

AIM = 0.05  # seconds for a transaction
MOST_GROWTH = 2.0  # from one to the next: the first ones are quicker than those that follow
LEAST, MOST = 4_000, 50_000  # rows


class ChunkSize:
    """A policy: it hears how long each transaction took."""

    def __init__(self, rows: int) -> None:
        """`rows` to begin with."""
        self.rows = rows
        self._least = min(rows, LEAST)

    def took(self, seconds: float, rows: int) -> None:
        """One with so many rows."""
        fits = rows * min(MOST_GROWTH, AIM / max(seconds, 1e-9))
        self.rows = int(min(max(fits, self._least), MOST))
