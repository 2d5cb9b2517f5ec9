"""When a feed is read next, and when admins hear that it fails.

Pure. Moments are Unix seconds.
"""

from db.feeds.feeds import FeedRow, ReadFeed

RHYTHM = 30 * 60  # seconds between two readings
BEFORE = 3 * 60  # and once more so long before a round, so that it says what is new
FIRST_PAUSE, LONGEST_PAUSE = 5 * 60, 6 * 3_600  # seconds until the next try, while it fails
RARELY = 86_400  # of one that its server says is gone
PATIENCE = 3_600  # seconds that it fails before anybody is told
AT_ONCE = frozenset({"gone"})  # what no waiting mends


def due_after_success(now: int) -> int:
    return now + RHYTHM


def due_after_failure(row: FeedRow, why: str, now: int, *, retry_after: int | None) -> int:
    if why in AT_ONCE:
        return now + RARELY
    pause = min(FIRST_PAUSE << min(row.failures, 10), LONGEST_PAUSE)
    return now + max(pause, retry_after or 0)


def due_at(feed: ReadFeed) -> int:
    """One that fails is not asked more often because of a round."""
    row, before = feed.row, None if feed.next_round is None else feed.next_round - BEFORE
    if before is None or row.failing_since is not None:
        return row.due_at
    return row.due_at if (row.read_at or 0) >= before else min(row.due_at, before)


def is_behind(feed: FeedRow, next_round: int | None, now: int) -> bool:
    """Whether a round that has come would not say what is new; one that fails is left alone."""
    if next_round is None or now < next_round or feed.failing_since is not None:
        return False
    return (feed.read_at or 0) < next_round - BEFORE


def is_to_be_told(row: FeedRow, now: int) -> bool:
    """That it fails; once until it works again."""
    if row.told or row.failing_since is None:
        return False
    return row.failing_why in AT_ONCE or now - row.failing_since >= PATIENCE
