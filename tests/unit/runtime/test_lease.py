"""How long a process may act for a bot: for a while from the begin of each heartbeat."""

from hypothesis import given
from hypothesis import strategies as st

from runtime.lease import ALWAYS, SECONDS, HeartbeatLease, awake_or_not
from tests.leases import Held


def test_nothing_may_be_done_before_the_first_heartbeat() -> None:
    assert not HeartbeatLease(now=lambda: 0.0).valid()
    assert ALWAYS.valid()


def test_it_lasts_from_the_begin_of_a_heartbeat_not_from_its_end() -> None:
    held = Held()
    begun = held.lease.now()
    held.seconds = 2.9  # the answer took so long
    held.lease.renew(begun)
    assert held.lease.valid()
    held.seconds = SECONDS
    assert not held.lease.valid()


def test_a_late_answer_of_an_early_heartbeat_takes_nothing_away() -> None:
    held = Held()
    held.seconds = 2.0
    held.renew()
    held.lease.renew(0.5)
    held.seconds = 4.9
    assert held.lease.valid()


def test_what_has_ended_begins_no_more() -> None:
    held = Held()
    held.lease.end()
    held.renew()
    assert not held.lease.valid()


@given(st.lists(st.tuples(st.floats(0, 5), st.floats(0, 5)), max_size=20))
def test_it_is_valid_while_a_heartbeat_that_came_through_is_young(
    beats: list[tuple[float, float]],
) -> None:
    """Pauses before each heartbeat, and how long each one took."""
    held = Held()
    begins = [0.0]
    for pause, took in beats:
        held.seconds += pause
        begun = held.lease.now()
        held.seconds += took
        held.lease.renew(begun)
        begins.append(begun)
        assert held.lease.valid() == (held.seconds < max(begins) + SECONDS)


def test_the_machines_own_clock_goes_on() -> None:
    before = awake_or_not()
    assert awake_or_not() >= before
