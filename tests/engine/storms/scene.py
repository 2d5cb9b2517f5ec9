"""From a seed to a storm that has been survived, or to an error that says how to see it again."""

import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.engine import URL

from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from db.connection.database import Database
from db.connection.opening import open_database
from tests.conftest import TOKEN
from tests.engine.storms.clock import JumpyClock
from tests.engine.storms.fault_injection import FaultInjection
from tests.engine.storms.finding.bounds import Told, tally
from tests.engine.storms.finding.traffic import Traffic
from tests.engine.storms.finding.verdicts import all_verdicts, watch_verdicts
from tests.engine.storms.house import House
from tests.engine.storms.mender import Mender
from tests.engine.storms.moves import watch_moves
from tests.engine.storms.people import Crowd
from tests.engine.storms.storm import Storm

SPEED = 12.0
RATE = 20.0  # messages/s of the fast clock


async def run_storm(seed: int, url: URL, *, find_out: bool = False) -> Counter[Told]:
    """`url` of a database with its tables and nothing else. `find_out`: what became of lost answers
    is looked into; returns how often it was found out, and why.

    Raises AssertionError when something that must hold does not, TimeoutError when it hangs.
    """
    chance = random.Random(seed)
    async with (
        Sandbox(speed=SPEED, seed=seed, like="plain").serving(port=0) as sandbox,
        Control(sandbox, token=TOKEN) as control,
        opened(url) as database,
    ):
        await watch_moves(database)
        await watch_verdicts(database)
        clock = JumpyClock(SPEED)
        house = House(sandbox, url, clock, chance, speed=SPEED, rate=RATE, find_out=find_out)
        storm = Storm(
            house=house,
            control=control,
            faults=FaultInjection(control, chance, latest=60.0 if find_out else 12.0),
            crowd=Crowd(house, control, chance),
            traffic=Traffic(house, control, database, chance) if find_out else None,
            mender=Mender(house, chance),
            database=database,
            chance=chance,
        )
        try:
            await storm.survive()
        except BaseException as error:
            error.add_note(f"what happened: {storm.log}")
            error.add_note(f"again: make soak SEED={seed}{' FIND_OUT=1' if find_out else ''}")
            raise
        if (traffic := storm.traffic) is None:
            return Counter()
        assert traffic.is_shared or not house.alarms, house.alarms
        is_unheard = traffic.loses or traffic.skips
        verdicts = await all_verdicts(database)
        return tally(verdicts, is_shared=traffic.is_shared, is_unheard=is_unheard)


@asynccontextmanager
async def opened(url: URL) -> AsyncIterator[Database]:
    database = await open_database(url)
    try:
        yield database
    finally:
        await database.close()
