"""Calls give way where the loop has no time left, and cost nobody's time where it has."""

import pytest

from bot.api.core.desk import AT_ONCE
from bot.api.core.giving_way import LONGEST, SLOW_TURN, GivingWay
from tests.clocks import VirtualClock
from tests.unit.api.conftest import Api


class Turning(VirtualClock):
    """A turn of the loop takes so long; who sleeps for longer is noted."""

    def __init__(self, turn: float) -> None:
        super().__init__()
        self.turn = turn
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        if seconds > 0:
            self.slept.append(seconds)
        self.now += self.turn
        await super().sleep(0)


@pytest.mark.parametrize(
    ("turn", "slept"),
    [(0.0, []), (SLOW_TURN / 2, []), (0.1, [0.1]), (10.0, [LONGEST])],
)
async def test_a_call_leaves_as_much_time_to_others_as_a_turn_took(
    turn: float, slept: list[float]
) -> None:
    clock = Turning(turn)
    await GivingWay(clock).pause()
    assert clock.slept == pytest.approx(slept)


async def test_whoever_gives_way_keeps_their_place(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So those behind wait, too: otherwise all of them would begin at once."""
    rooms = []

    async def pause(_: GivingWay) -> None:
        rooms.append(api.desk._room._value)

    monkeypatch.setattr(GivingWay, "pause", pause)
    assert (await api.ask("GET", "/status")).status == 200
    number = await api.draft()
    assert (await api.ask("GET", f"/broadcasts/{number}/recipients.csv")).status != 500
    assert rooms == [AT_ONCE - 1] * 3
