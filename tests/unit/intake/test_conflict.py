"""Somebody else takes the updates: told once, not for a hiccup, and again in the next episode."""

from bot.intake.conflict import EPISODE_ENDS_AFTER, TELL_AFTER, ConflictWatch
from broadcast.model.events import Event, Events, SecondPoller
from tests.clocks import VirtualClock

OTHER = "Conflict: terminated by other getUpdates request; make sure that only one runs"


def watched() -> tuple[ConflictWatch, VirtualClock, list[Event]]:
    told: list[Event] = []
    events, clock = Events(), VirtualClock()
    events.listen(told.append)
    return ConflictWatch(events, clock), clock, told


def test_one_or_two_are_a_restart() -> None:
    watch, _, told = watched()
    for _ in range(TELL_AFTER - 1):
        watch.refused(OTHER)
    assert told == []


def test_an_episode_is_told_once() -> None:
    watch, clock, told = watched()
    for _ in range(50):
        watch.refused(OTHER)
        clock.now += 30
        watch.answered()  # two pollers win in turns: an answer ends nothing
    assert told == [SecondPoller(detail=OTHER)]


def test_the_next_episode_is_told_again() -> None:
    watch, clock, told = watched()
    for _ in range(TELL_AFTER):
        watch.refused(OTHER)
    clock.now += EPISODE_ENDS_AFTER + 1
    watch.answered()
    for _ in range(TELL_AFTER):
        watch.refused(OTHER)
    assert len(told) == 2


def test_rare_hiccups_never_add_up() -> None:
    watch, clock, told = watched()
    for _ in range(20):
        watch.refused(OTHER)
        clock.now += EPISODE_ENDS_AFTER + 1
    assert told == []
