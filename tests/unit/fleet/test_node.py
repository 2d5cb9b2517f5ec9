"""Nodes in one process, over one server: what each does in a turn. The bots are doubles."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy.engine import URL

from bot.fleet.duties import Duties
from bot.fleet.node import FleetNode, Me, NameTaken
from bot.fleet.register import tables
from bot.fleet.register.book import Book
from bot.fleet.register.line import Line
from bot.fleet.routes import Routes
from bot.fleet.rules import BEAT, STALLED
from bot.fleet.serving import Serving
from broadcast.doors.bot_list import BotState
from db.connection.postgresql.pool import PostgresPool
from db.errors import DatabaseTrouble
from runtime.supervisor import Supervisor
from tests.clocks import VirtualClock, settle

BOTS = (1, 2, 3, 4)
PATIENCE = 60.0  # seconds: a busy machine is no silent server


@dataclass(kw_only=True)
class Resident:
    doing: BotState = BotState.RUNNING
    why: str = ""


class Roster:
    """Bots that live at once, and end at once."""

    def __init__(self) -> None:
        self.residents: dict[int, Resident] = {}

    def serve(self, bot_id: int, _settings: object) -> None:
        self.residents[bot_id] = Resident()

    async def leave(self, bot_id: int) -> None:
        self.residents.pop(bot_id, None)


@dataclass(kw_only=True)
class One:
    """A node and what it is made of."""

    node: FleetNode
    duties: Duties
    roster: Roster
    serving: Serving
    routes: Routes

    async def turn(self) -> None:
        await self.node._turn()
        for _ in range(40):  # what has begun in the background goes over the same line
            await settle()

    @property
    def bots(self) -> set[int]:
        return {duty.bot for duty in self.duties.all() if duty.lease.valid()}


@dataclass(kw_only=True)
class Several:
    url: URL
    clock: VirtualClock
    supervisor: Supervisor
    lines: list[Line] = field(default_factory=list)
    nodes: list[One] = field(default_factory=list)

    def line(self) -> Line:
        return Line(self.url, patience=PATIENCE)

    def make(self, name: str, known: Mapping[int, Any] | None = None) -> One:
        line, duties, roster, routes = self.line(), Duties(name), Roster(), Routes(name)
        self.lines.append(line)
        everyone: Mapping[int, Any] = known or dict.fromkeys(BOTS, "settings")
        serving = Serving(
            line,
            roster,  # type: ignore[arg-type]
            duties,
            self.supervisor,
            self.clock,
            everyone,
        )
        me = Me(name=name, address=f"http://{name}", version="1")
        pool = PostgresPool(self.url)  # nothing goes over it here
        node = FleetNode(me, line, duties, serving, routes, self.clock, pool)
        return One(node=node, duties=duties, roster=roster, serving=serving, routes=routes)

    async def joined(self, name: str) -> One:
        one = self.make(name)
        await one.node.join()
        self.nodes.append(one)
        return one

    async def turns(self, count: int, *nodes: One) -> None:
        for _ in range(count):
            for one in nodes or tuple(self.nodes):
                await one.turn()
            await self.clock.advance(BEAT)

    async def silent(self, *others: One) -> None:
        """Until nobody can take the rest for alive."""
        await self.turns(round(STALLED / BEAT) + 2, *others)


@pytest.fixture
async def several(postgresql_url: URL) -> AsyncIterator[Several]:
    clock = VirtualClock()
    ready = Several(url=postgresql_url, clock=clock, supervisor=Supervisor(clock))
    line = ready.line()
    async with line.connection() as connection:
        await tables.make(connection)
    await line.close()
    yield ready
    await ready.supervisor.close()
    for each in ready.lines:
        await each.close()


async def test_a_node_alone_serves_everybody(several: Several) -> None:
    a = await several.joined("a")
    await several.turns(3)
    assert a.bots == set(BOTS)
    assert set(a.roster.residents) == set(BOTS)


async def test_a_node_that_joins_gets_its_share_one_by_one(several: Several) -> None:
    a = await several.joined("a")
    await several.turns(3)
    b = await several.joined("b")
    for _ in range(8):
        await several.turns(1)
        assert not a.bots & b.bots
    assert (len(a.bots), len(b.bots)) == (2, 2)


async def test_a_node_that_leaves_gives_all_away_at_once(several: Several) -> None:
    a, b = await several.joined("a"), await several.joined("b")
    await several.turns(4)
    assert a.bots
    assert b.bots
    await a.node.leave()
    await b.turn()
    assert (a.bots, b.bots) == (set(), set(BOTS))


async def test_the_bots_of_a_silent_node_are_the_others(several: Several) -> None:
    a, b = await several.joined("a"), await several.joined("b")
    await several.turns(4)
    theirs = a.bots
    await several.silent(b)
    assert b.bots == set(BOTS)
    assert theirs


async def test_a_node_that_stood_still_loses_all_and_comes_back(several: Several) -> None:
    a, b = await several.joined("a"), await several.joined("b")
    await several.turns(4)
    had = a.duties.all()
    await several.silent(b)
    await a.turn()
    assert all(duty.is_lost and not duty.lease.valid() for duty in had)
    await several.turns(8)
    assert len(a.bots) == len(b.bots) == 2


async def test_after_an_outage_nobody_is_taken_for_gone(several: Several) -> None:
    """All were blind: whoever looks first must not judge the others by what it has not seen."""
    a, b = await several.joined("a"), await several.joined("b")
    await several.turns(4)
    before = {duty.job for one in (a, b) for duty in one.duties.all()}
    await several.clock.advance(60.0)
    await several.turns(2, b)
    await several.turns(4)
    assert {duty.job for one in (a, b) for duty in one.duties.all()} == before


async def test_a_node_of_a_name_that_is_alive_does_not_start(several: Several) -> None:
    a = await several.joined("a")

    async def beats_meanwhile(_seconds: float) -> None:
        await a.turn()

    twin = several.make("a")
    twin.node._clock = several.make("x").node._clock = Hurried(several.clock, beats_meanwhile)
    with pytest.raises(NameTaken, match="NODE_NAME"):
        await twin.node.join()


async def started_again(several: Several) -> One:
    """The node a, while nobody else beats in its name."""
    again = several.make("a")

    async def nobody_beats(seconds: float) -> None:
        several.clock.now += seconds

    again.node._clock = Hurried(several.clock, nobody_beats)
    await again.node.join()
    await several.turns(3, again)
    return again


async def test_a_name_whose_node_was_killed_is_free_soon(several: Several) -> None:
    await several.joined("a")
    again = await started_again(several)
    assert again.bots == set(BOTS)


async def test_a_node_alone_that_was_killed_serves_all_again(several: Several) -> None:
    """Nobody else was there to take it for gone: its jobs must not stay with who it was."""
    killed = await several.joined("a")
    await several.turns(3)
    assert killed.bots == set(BOTS)
    again = await started_again(several)
    assert again.bots == set(BOTS)
    assert {duty.job for duty in again.duties.all()}.isdisjoint(
        duty.job for duty in killed.duties.all()
    )


async def test_whoever_has_jobs_and_no_node_is_watched_like_the_others(several: Several) -> None:
    """A name was taken while its old worker was not told to be gone."""
    await several.joined("a")
    await several.turns(3)
    b = await several.joined("b")
    async with several.lines[-1].connection() as connection:
        await (await Book.over(connection)).sign_on("a", address=None, version="1", bots=[])
    await several.silent(b)
    await several.turns(2, b)
    assert b.bots == set(BOTS)


async def test_the_first_of_two_of_one_name_ends(several: Several) -> None:
    a = await several.joined("a")
    twin = several.make("a")
    async with several.lines[-1].connection() as connection:
        await twin.node._sign_on(await Book.over(connection))
    with pytest.raises(NameTaken):
        await a.turn()


async def test_a_bot_whose_job_was_ended_by_somebody_else_is_left_at_once(several: Several) -> None:
    """By procrastinate's own tools, or by a node that took this one for gone."""
    a = await several.joined("a")
    await several.turns(3)
    lost, *kept = a.duties.all()
    async with several.lines[0].connection() as connection:
        await (await Book.over(connection)).end(lost.job, well=False)
    await a.turn()
    assert lost.is_lost
    assert not lost.lease.valid()
    assert not any(duty.is_lost for duty in kept)
    await several.turns(3)
    assert a.bots == set(BOTS)
    assert a.duties.of_bot(lost.bot) is not lost


async def test_whoever_gets_a_bot_is_told_why(
    several: Several, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    _, b = await several.joined("a"), await several.joined("b")
    await several.turns(4)
    await several.silent(b)
    await several.joined("c")
    await several.turns(6, b, several.nodes[-1])
    for why in ("nobody had it", "a fell silent", "b handed it over"):
        assert f": {why}" in caplog.text


async def test_a_refused_token_stops_its_bot_on_all_nodes(several: Several) -> None:
    a, _ = await several.joined("a"), await several.joined("b")
    await several.turns(4)
    bot = min(a.bots)
    a.roster.residents[bot].doing = BotState.REFUSED
    await several.turns(6)
    assert bot not in {duty.bot for one in several.nodes for duty in one.duties.all()}
    await a.node.changed(BOTS)  # somebody has named a new one
    await several.turns(3)
    assert bot in {duty.bot for one in several.nodes for duty in one.duties.all()}


async def test_a_node_that_is_too_old_for_a_bot_leaves_it_to_others(several: Several) -> None:
    a, b = await several.joined("a"), await several.joined("b")
    await several.turns(4)
    duty = a.duties.all()[0]
    duty.too_old = True
    await several.turns(4)
    assert duty.bot in b.bots


async def test_each_node_knows_where_the_others_bots_are(several: Several) -> None:
    a, b = await several.joined("a"), await several.joined("b")
    await several.turns(4)
    there = a.routes.elsewhere(min(b.bots))
    assert there is not None
    assert there.address == "http://b"
    assert a.routes.elsewhere(min(a.bots)) is None


async def test_a_database_that_is_away_is_told_once_and_waited_for(
    several: Several, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    a = await several.joined("a")
    caplog.clear()
    a.node._is_away(DatabaseTrouble("away"))
    a.node._is_away(DatabaseTrouble("away"))
    a.node._is_away(None)
    assert [one.levelname for one in caplog.records] == ["ERROR", "INFO"]


class Hurried(VirtualClock):
    """Whoever sleeps does something else meanwhile."""

    def __init__(self, clock: VirtualClock, meanwhile: Any) -> None:
        super().__init__()
        self._clock = clock
        self._meanwhile = meanwhile

    def monotonic(self) -> float:
        return self._clock.monotonic()

    async def sleep(self, seconds: float) -> None:
        await self._meanwhile(seconds)
