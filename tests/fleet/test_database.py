"""What becomes of a fleet whose PostgreSQL stands still, or is another one from now on: a standby
that lacks the last claims. Nobody gets anything twice, and nobody is lost."""

import asyncio
import signal
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest

from bot.demo.postgresql.programs import HOW_TO_GET_THEM, find_programs
from bot.demo.postgresql.server import Server
from botapi_sandbox.control import Control
from db.schema.states import BroadcastState, PauseReason
from runtime.lease import SECONDS
from tests.fleet.conftest import a_fleet
from tests.fleet.figures import Figures
from tests.fleet.fleet import ADMIN, PATIENCE, Fleet, words_of
from tests.postgresql import standby as standbys

BOTS = (101, 102)
PEOPLE = 300
LOST = 25  # messages of each bot that the standby knows nothing of

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def primary() -> Iterator[Server]:
    programs = find_programs()
    if programs is None:
        pytest.skip(HOW_TO_GET_THEM)
    name = f"herald-postgresql-fleet-{uuid.uuid4().hex[:12]}"
    made = Server.make(Path(tempfile.gettempdir()) / name, programs)
    yield made
    made.close()


@pytest.fixture
def standby(primary: Server) -> Iterator[Server]:
    made = standbys.follow(primary, primary.folder.with_name(f"{primary.folder.name}-2"))
    yield made
    made.close()


@asynccontextmanager
async def ada_of(fleet: Fleet, bot: int) -> AsyncIterator[Control]:
    """An admin who has opened the chat."""
    async with Control(fleet.url, token=f"{bot}:sandbox-token") as ada:
        await ada.add_user(ADMIN, first_name="Ada")
        await ada.say(ADMIN, "/start")
        yield ada


async def serving(fleet: Fleet) -> None:
    for bot in BOTS:
        await fleet.broadcast(bot, PEOPLE)
    fleet.start("a", "b")
    for bot in BOTS:
        await fleet.flowing(bot)


async def told(ada: Control, words: str) -> int:
    return sum(words in (one.get("text") or "") for one in await ada.chat(ADMIN))


async def test_a_database_that_stands_still_is_told_and_changes_nothing(
    primary: Server, tmp_path: Path, figures: Figures
) -> None:
    async with a_fleet(primary.url(), tmp_path, figures) as fleet, ada_of(fleet, BOTS[0]) as ada:
        await serving(fleet)
        before = {bot: await fleet.owner(bot) for bot in BOTS}
        epochs = await fleet.expect_one_at_a_time()
        with standbys.standing_still(primary):
            await ada.wait_for(ADMIN, "cannot be written", timeout=PATIENCE)
            await asyncio.sleep(SECONDS)  # whatever lease there was is over
            sent = await fleet.sent(BOTS[0])
            await asyncio.sleep(SECONDS)
            assert await fleet.sent(BOTS[0]) == sent
        began = time.monotonic()
        for bot in BOTS:
            await fleet.flowing(bot)
            assert await fleet.owner(bot) == before[bot], "nobody was taken for gone"
        figures.note("database stands still: goes on, s", time.monotonic() - began)
        for bot in BOTS:
            ended = await fleet.finished(bot)
            assert (ended.figures.sent, ended.figures.uncertain) == (PEOPLE, 0)
        assert await fleet.expect_one_at_a_time() == epochs
        await ada.wait_for(ADMIN, "can be written again", timeout=PATIENCE)
        # As often as it was so: a busy machine's server may stand still for a moment more.
        assert await told(ada, "cannot be written") == await told(ada, "can be written again")


async def test_a_standby_that_lacks_the_last_claims_is_doubted(
    primary: Server, standby: Server, tmp_path: Path, figures: Figures
) -> None:
    url = standbys.either(primary, standby)
    async with a_fleet(url, tmp_path, figures) as fleet, ada_of(fleet, BOTS[0]) as ada:
        await serving(fleet)
        await asyncio.to_thread(standbys.leave_behind, standby)
        for bot in BOTS:
            await fleet.flowing(bot, more=LOST)
        await asyncio.to_thread(primary.kill)
        await asyncio.to_thread(standbys.promote, standby)
        for bot in BOTS:
            await fleet.until(partial(_is_doubted, fleet, bot))
            await _expect_nobody_twice_or_lost(fleet, bot)
        # The first one comes back under its name, as a standby by now, and all lines are new.
        await asyncio.to_thread(standbys.become_standby, primary)
        with standby.connect() as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name LIKE 'herald%'"
            )
        before = len(await ada.chat(ADMIN))
        await ada.say(ADMIN, "/help")
        await fleet.until(partial(_is_answered, ada, before + 1))
        fleet.signal("a", signal.SIGTERM)
        assert await fleet.over("a") == 0


async def _is_answered(ada: Control, messages: int) -> bool:
    return len(await ada.chat(ADMIN)) > messages


async def _is_doubted(fleet: Fleet, bot: int) -> bool:
    row = await fleet.read(bot)
    return row.state is BroadcastState.PAUSED and row.pause_reason is PauseReason.RESTORED


async def _expect_nobody_twice_or_lost(fleet: Fleet, bot: int) -> None:
    figures = (await fleet.read(bot)).figures
    got = len(await fleet.control.delivered(words_of(bot)))
    assert await fleet.twice(bot) == 0
    assert figures.sent + figures.uncertain == PEOPLE
    assert figures.sent + LOST <= got < PEOPLE, "more have got it than the standby knows of"
