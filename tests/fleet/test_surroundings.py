"""Nodes whose machines or owners are not as they should be: real ones."""

import signal
from functools import partial

import pytest

from botapi_sandbox.control import Control
from tests.fleet.conftest import ADMIN, PATIENCE, Fleet
from tests.fleet.other_nodes import clock_ahead
from tests.postgresql.cluster import Cluster

BOT, OTHER = 101, 102
PEOPLE = 200
HOUR = 3600.0
TOLD = "Another program is taking this bot"

pytestmark = pytest.mark.timeout(180)


async def test_clocks_an_hour_apart_change_nothing(fleet: Fleet) -> None:
    """A bot goes from a node whose clock is right to one that is an hour ahead, and back."""
    for bot in (BOT, OTHER):
        await fleet.broadcast(bot, PEOPLE)
    fleet.start("right")
    for bot in (BOT, OTHER):
        await fleet.flowing(bot)
    fleet.start("ahead", change=partial(clock_ahead, HOUR))
    fleet.signal("right", signal.SIGTERM)
    assert await fleet.over("right") == 0
    for bot in (BOT, OTHER):
        await fleet.flowing(bot)
        assert (await fleet.owner(bot))[0] == "ahead"
    fleet.start("again")
    fleet.signal("ahead", signal.SIGTERM)
    assert await fleet.over("ahead") == 0
    for bot in (BOT, OTHER):
        ended = await fleet.finished(bot)
        assert (ended.figures.sent, ended.figures.uncertain) == (PEOPLE, 0)
    await fleet.expect_one_at_a_time()
    said = "".join(map(fleet.said, ("right", "ahead", "again")))
    assert "taken for gone" not in said


async def test_a_token_in_two_fleets_is_told_by_each_and_sends_nobody_anything_twice(
    fleet: Fleet, cluster: Cluster
) -> None:
    """They share no database: each knows of the other only what Telegram says."""
    await fleet.broadcast(BOT, PEOPLE)
    elsewhere = cluster.new_database()
    server = elsewhere.difference_update_query(["schema"]).render_as_string(hide_password=False)
    async with Control(fleet.url, token=f"{BOT}:sandbox-token") as ada:
        await ada.add_user(ADMIN, first_name="Ada")
        await ada.say(ADMIN, "/start")
        fleet.start("here")
        await fleet.flowing(BOT)
        fleet.start("there", DATABASE_URL=server)
        ended = await fleet.finished(BOT)
        assert (ended.figures.sent, ended.figures.uncertain) == (PEOPLE, 0)
        await ada.wait_for(ADMIN, TOLD, timeout=PATIENCE)
    words = "another program takes this bot's updates"
    for name in ("here", "there"):
        await fleet.until(partial(fleet.has_said, name, words))
    for name in ("here", "there"):
        assert fleet.said(name).count(words) == 1
        assert "Traceback" not in fleet.said(name)
    await fleet.close()
    cluster.drop(elsewhere)
