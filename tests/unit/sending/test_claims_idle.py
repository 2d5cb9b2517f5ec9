"""What must never stop a broadcast from claiming."""

from collections import deque

from broadcast.ledger.entries import Claim
from broadcast.pace.chat_limits import GROUP_MOST
from tests.clocks import VirtualClock, settle
from tests.unit.sending.test_claims import ActiveRuns, queue, taken


def claim(chat_id: int, run_id: int = 0) -> Claim:
    return Claim(run_id=run_id, subscriber_id=chat_id, chat_id=chat_id, step=0)


async def test_stuck_for_a_moment_is_not_stuck_for_a_minute() -> None:
    clock = VirtualClock()
    claims, ledger, _ = queue(1, clock, rate=32)
    groups = range(-8, 0)
    for group in groups:
        claims._chats.book_bulk(group, GROUP_MOST)
    claims._chats.book(5)  # a person just got a reply: a second to wait
    claims._waiting[0] = deque(claim(chat) for chat in (*groups, 5, 6))
    assert [one.chat_id for one in taken(claims)] == [6]
    await clock.advance(1.0)
    assert [one.chat_id for one in taken(claims)] == [5]
    claims.refill_if_low()
    await settle()
    assert ledger.asked  # the groups wait for a minute, nobody else does


async def test_claims_that_may_not_go_do_not_keep_others_from_claiming() -> None:
    """At a high free rate a paid broadcast claims little more than one that waits for it."""
    claims, _, active_runs = queue(1, VirtualClock(), rate=900)
    claims.refill_if_low()
    await settle()
    active_runs.runs.update(ActiveRuns(2, VirtualClock()).runs)
    active_runs.runs[1].may_pay = True  # launched now; while it pays, the first one stands still
    assert claims.next(lambda run: run.id == 1) is None
    claims.refill_if_low()
    await settle()
    assert claims.next(lambda run: run.id == 1) is not None
