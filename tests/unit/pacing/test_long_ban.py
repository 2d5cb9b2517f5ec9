"""A ban that nobody can wait for: it is told, bounded, and can be tried before its time."""

from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest

from broadcast.doors.doors import Doors
from broadcast.doors.forecast import Speed
from broadcast.floods.gate import LONG, Gate
from broadcast.ledger.writer import Ledger
from broadcast.model.events import Event, Events, LongBan
from broadcast.model.halt import Halt, HaltReason
from broadcast.pace.limiter import Limiter
from broadcast.pace.remembered import GateKeeper
from handlers.admin.control.bans import TryData
from handlers.admin.progress.pages import Pages
from handlers.language.texts import Texts
from tests.clocks import VirtualClock
from tests.unit.wording.test_progress_words import broadcast


class Memory:
    def __init__(self) -> None:
        self.kept: list[str] = []

    def remember(self, _key: str, value: str) -> None:
        self.kept.append(value)


def told(*lengths: float) -> tuple[list[Event], Memory]:
    said: list[Event] = []
    events, memory = Events(), Memory()
    events.listen(said.append)
    keeper = GateKeeper(cast("Ledger", memory), events)
    for length in lengths:
        keeper.changed(Gate(until=length, length=length))
    return said, memory


def test_a_ban_of_more_than_a_day_is_told_once() -> None:
    said, memory = told(35, 1e9, 1e9 + 1)
    assert said == [LongBan(seconds=1e9)]
    assert len(memory.kept) == 3


def test_the_next_one_is_told_again() -> None:
    said, _ = told(1e9, 0, 1e9)
    assert len(said) == 2


def test_a_day_is_no_news() -> None:
    assert told(LONG)[0] == []


def test_one_call_may_leave_when_an_admin_wants_to_know() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=20)
    for chat in (1, 2):  # two people's chats: it is certain
        limiter.flooded(1e9, limiter.reserve(chat=chat))
    clock.now += 3_600
    assert limiter.delay() > LONG
    limiter.try_at_once()
    assert limiter.delay() == 0
    ticket = limiter.reserve(chat=3)
    assert limiter.delay() > 0, "one"
    clock.now += 0.1
    limiter.release(ticket)
    limiter.answered(ticket)
    assert limiter.gate_seconds == 0


def test_a_try_that_is_refused_changes_nothing() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=20)
    for chat in (1, 2):
        limiter.flooded(1e9, limiter.reserve(chat=chat))
    clock.now += 3_600
    limiter.try_at_once()
    limiter.flooded(1e9 - 3_600, limiter.reserve(chat=3))
    assert limiter.gate_seconds > LONG
    assert limiter.delay() > LONG


class Stopped:
    """Broadcasts that stand still."""

    def __init__(self, speed: Speed) -> None:
        self._speed = speed

    def speed(self, _broadcast: Any) -> Speed:
        return self._speed


@pytest.mark.parametrize(("seconds", "offered"), [(1e9, True), (3_600.0, False)])
async def test_the_progress_message_offers_to_try(seconds: float, *, offered: bool) -> None:
    halt = Halt(reason=HaltReason.FLOOD, seconds=seconds)
    speed = Speed(rate=0.0, seconds_left=None, halt=halt)
    doors = cast("Doors", SimpleNamespace(forecast=Stopped(speed)))
    pages = Pages(doors, Texts("en"), VirtualClock(), ZoneInfo("UTC"))
    page = await pages.of(broadcast(total=10, sent=1), "en")
    assert page.keyboard is not None
    first = page.keyboard.inline_keyboard[0][0]
    assert (first.callback_data == TryData().pack()) is offered
    assert ("11574 days" in page.text) is offered
