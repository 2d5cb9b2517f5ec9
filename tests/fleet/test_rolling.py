"""Two versions in one fleet, as while it is updated: real nodes, of which some have one more
migration, or other tables for what the nodes share."""

import signal
from functools import partial
from pathlib import Path

import pytest

from db.migrate import stored_version
from db.schema.metadata import HEAD
from tests.fleet.fleet import Fleet
from tests.fleet.other_nodes import (
    NEXT,
    clock_ahead,
    migrations_of_the_next,
    next_tables,
    next_version,
)

OLD, NEW, NEWER = "a", "b", "c"
BOTS = (101, 102)
PEOPLE, FEW = 250, 80
HOUR = 3600.0

pytestmark = pytest.mark.timeout(180)


async def serving(fleet: Fleet, people: int) -> None:
    for bot in BOTS:
        await fleet.broadcast(bot, people)
    fleet.start(OLD)
    for bot in BOTS:
        await fleet.flowing(bot)


def version(fleet: Fleet, bot: int) -> str | None:
    return stored_version(fleet.databases[bot].url)


async def callers_of(fleet: Fleet, bot: int) -> list[str]:
    """Nodes, in the order in which they began to call for it."""
    calls = [one for one in await fleet.control.callers() if one.bot == bot and one.first]
    calls.sort(key=lambda one: one.first or 0.0)
    return [one.caller.rpartition("/")[0] for one in calls]


async def test_a_bot_that_a_newer_node_has_migrated_is_left_to_newer_ones(
    fleet: Fleet, tmp_path: Path
) -> None:
    """A newer node comes, gets one bot, and goes: the old one gives it back, and goes on with the
    other; the next newer one takes it up again. The first newer one's clock is an hour ahead,
    which nobody notices: the bot goes there, and back to one whose clock is right."""
    newer = partial(next_version, migrations_of_the_next(tmp_path))
    await serving(fleet, PEOPLE)
    fleet.start(NEW, change=partial(clock_ahead, HOUR, newer))
    moved, stayed = reversed(BOTS)  # whoever came last has least to lose
    await fleet.until(lambda: served_by(fleet, moved, NEW))
    await fleet.flowing(moved)
    assert [version(fleet, bot) for bot in (moved, stayed)] == [NEXT, HEAD]
    fleet.signal(NEW, signal.SIGTERM)
    assert await fleet.over(NEW) == 0
    said = f"bot {moved} is left to nodes of a newer version"
    await fleet.until(lambda: fleet.has_said(OLD, said))
    await fleet.flowing(stayed)
    sent = await fleet.sent(moved)
    await fleet.flowing(stayed)
    assert await fleet.sent(moved) == sent, "nobody serves it now"
    fleet.start(NEWER, change=newer)
    for bot in BOTS:
        ended = await fleet.finished(bot)
        assert (ended.figures.sent, ended.figures.uncertain) == (PEOPLE, 0)
    assert await callers_of(fleet, moved) == [OLD, NEW, NEWER]
    assert await callers_of(fleet, stayed) == [OLD]
    assert fleet.said(OLD).count(said) == 1
    assert version(fleet, stayed) == HEAD
    assert "taken for gone" not in "".join(map(fleet.said, (OLD, NEW, NEWER)))
    await fleet.expect_one_at_a_time()


async def test_a_node_whose_fleet_was_changed_under_it_leaves_in_order(fleet: Fleet) -> None:
    """A newer node has changed the tables that they share: what the old one says is not understood
    any more. All it has goes over to the newer."""
    await serving(fleet, FEW)
    fleet.start(NEW, change=next_tables)
    assert await fleet.over(OLD) == 1
    last = fleet.said(OLD).splitlines()[-1]
    assert "nodes 2" in last
    assert "install the newer Herald" in last
    assert "Traceback" not in fleet.said(OLD)
    for bot in BOTS:
        ended = await fleet.finished(bot)
        assert (ended.figures.sent, ended.figures.uncertain) == (FEW, 0)
        assert await callers_of(fleet, bot) == [OLD, NEW]
    await fleet.expect_one_at_a_time()


async def served_by(fleet: Fleet, bot: int, name: str) -> bool:
    return (await fleet.owner(bot))[0] == name
