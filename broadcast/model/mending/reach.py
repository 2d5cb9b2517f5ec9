"""Pure: how many messages can still be taken back, and by when that has to begin.

Telegram deletes what is younger than two days (Bot API: deleteMessage). They are deleted in the
order in which they were sent, at some rate; when a run sent faster than that, the later ones grow
old meanwhile. The minutes of the run (run_minutes) say how many went out when.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from db.records import MinuteRow

LONGEST = 48 * 3_600  # seconds
MARGIN = 120  # seconds: clocks differ, and a minute counts as a whole one


@dataclass(frozen=True, kw_only=True, slots=True)
class Reach:
    """In recipients; moments are Unix seconds."""

    sent: int  # who got it
    reachable: int  # of these, if it begins now
    # It has to begin by then, so that all of the reachable ones are; None: nobody is.
    begin_by: int | None = None
    seconds: float = 0.0  # that it takes


def reach_of(minutes: Sequence[MinuteRow], *, per_recipient: int, rate: float, now: float) -> Reach:
    """`minutes` in order; `per_recipient`: messages of each; `rate`: messages a second."""
    each = per_recipient / rate  # seconds for one recipient
    sent = sum(one.sent for one in minutes)
    reachable, begin_by, taken = 0, None, 0.0
    for one in minutes:
        grows_old = one.minute * 60 + LONGEST - MARGIN
        fits = min(one.sent, int(max(0.0, grows_old - now - taken) / each))
        if not fits:
            continue
        reachable += fits
        taken += fits * each
        latest = int(grows_old - taken)
        begin_by = latest if begin_by is None else min(begin_by, latest)
    return Reach(sent=sent, reachable=reachable, begin_by=begin_by, seconds=taken)
