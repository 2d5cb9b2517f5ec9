"""Two fleets that should be one."""

from functools import partial

import pytest

from botapi_sandbox.control import Control
from tests.fleet.fleet import ADMIN, PATIENCE, Fleet
from tests.postgresql.cluster import Cluster

BOT, PEOPLE = 101, 100
TOLD = "Another program is taking this bot"

pytestmark = pytest.mark.timeout(180)


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
