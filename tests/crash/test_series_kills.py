"""SIGKILL while people come into a series and are handed over to its steps: each has each step in
the ledger once, as far as they are, and Telegram counted what the ledger says.

SEEDS and POINT as in test_matrix.py.
"""

import asyncio
import json
import os
import random
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL

from botapi.call import Call
from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from broadcast.model.content import Content
from db.connection.database import Database
from db.connection.opening import open_database
from db.knowledge.names import Name
from db.schema.states import SeriesState, SignalKind
from db.series import series, steps
from db.series.records import BEGINS, Signal
from db.series.steps import Says
from tests.crash.forks import FORKS
from tests.crash.life import SPEED, Plan, live
from tests.crash.points import MIDDLE, RECOVERY, SERIES
from tests.crash.scripts import ENROLLED, Script
from tests.engine.truth import Census, expect_order, expect_the_truth

FIRST, PEOPLE = 1_000_001, 30
WORDS = ("part one", "part two")
LATENCY = 0.1  # seconds of the fast clock
LANDING = 0.05  # wall-clock seconds for calls that a dead process has left behind
SEEDS = int(os.environ.get("SEEDS") or 2)
MOST_LIVES = 4


def labels() -> list[str]:
    one = os.environ.get("POINT")
    return [one] if one in SERIES else [*SERIES] if one is None else []


@dataclass(kw_only=True)
class Stage:
    """A crowd, a series of two steps, and what is checked."""

    url: str
    control: Control
    database: Database
    folder: Path
    chance: random.Random
    series_id: int = 0
    broadcast_id: int = 0
    census: Census = field(default_factory=Census)

    async def set_up(self) -> None:
        await self.control.add_users(count=PEOPLE, first_id=FIRST)
        people = (
            "WITH RECURSIVE n(x) AS (SELECT :first UNION ALL SELECT x + 1 FROM n WHERE x < :last)"
            " INSERT INTO subscribers (chat_id, joined_at, changed_at) SELECT x, 1, 1 FROM n"
        )
        async with self.database.write() as connection:
            await connection.execute(text(people), {"first": FIRST, "last": FIRST + PEOPLE - 1})
            number = await series.add(connection, Name.read("Welcome"), by=1, now=1)
            for place, words in enumerate(WORDS):
                said = Content(message=(Call(method="sendMessage", params={"text": words}),))
                says = Says(said.title, said.dump(), urgent=False)
                await steps.add(connection, number, place, says, wait="1", by=1, now=1)
            enrolled = [Signal(SignalKind.ENROLLED)]
            await series.set_signals(connection, number, enrolled, does=BEGINS)
            await series.move(
                connection, number, SeriesState.RUNNING, out_of=[SeriesState.DRAFT], now=1
            )
            line = await steps.of_series(connection, number)
            for step in line:
                await steps.launch(connection, step.broadcast_id, by=1, now=1, audience="{}")
        self.series_id, self.broadcast_id = number, line[0].broadcast_id
        await self.census.learn(self.database)

    async def live(self, script: Script, *, label: str | None = None, nth: int = 1) -> bool:
        """Play a script in a new process; whether it was killed."""
        journal = self.folder / "journal"
        journal.write_text("")
        plan = Plan(
            url=self.url,
            database_url=str(self.database.url),
            folder=str(self.folder),
            broadcast_id=self.broadcast_id,
            script=script,
            some=self.chance.randint(3, PEOPLE // 2),
            label=label,
            nth=nth,
            first=FIRST,
            people=PEOPLE,
        )
        child = FORKS.Process(target=live, args=(plan,))
        child.start()
        while child.exitcode is None:
            await asyncio.sleep(0.01)
        log = (self.folder / "log").read_text()[-3_000:]
        assert child.exitcode in (0, -signal.SIGKILL), f"exit code {child.exitcode}: {log}"
        await asyncio.sleep(LANDING)
        facts = [json.loads(line) for line in journal.read_text().splitlines()]
        return child.exitcode != 0 or any("died" in fact for fact in facts)

    async def check(self) -> None:
        """All that must hold at any death, before anybody recovers anything."""
        await expect_order(self.database)
        async with self.database.read() as connection:
            line = await steps.of_series(connection, self.series_id)
            rows = await connection.execute(
                text("SELECT subscriber_id, step FROM enrolments WHERE series_id = :which"),
                {"which": self.series_id},
            )
            handed = {int(row.subscriber_id): int(row.step) for row in rows}
            for place, step in enumerate(line):
                found = await connection.execute(
                    text("SELECT subscriber_id FROM deliveries WHERE run_id = :run"),
                    {"run": step.run_id},
                )
                there = set(found.scalars())
                assert there == {who for who, count in handed.items() if count > place}
        for step, words in zip(line, WORDS, strict=True):
            family = [step.run_id or 0]
            await expect_the_truth(self.database, self.control, self.census, family, [words])

    async def see_it_through(self) -> None:
        for _ in range(MOST_LIVES):
            if not await self.live(ENROLLED):
                break
        await self.check()
        async with self.database.read() as connection:
            line = await steps.of_series(connection, self.series_id)
        assert [step.total for step in line] == [PEOPLE] * len(WORDS)
        assert [step.done for step in line] == [PEOPLE] * len(WORDS)
        for step in line:
            assert step.sent + step.uncertain == PEOPLE


@pytest.mark.timeout(60 + 15 * SEEDS)
@pytest.mark.parametrize("label", labels())
async def test_a_kill_at(label: str, new_database: Callable[[], URL], tmp_path: Path) -> None:
    async def one(seed: int) -> None:
        folder = tmp_path / str(seed)
        folder.mkdir()
        database = await open_database(new_database())
        sandbox = Sandbox(speed=SPEED, seed=1, like="plain")
        try:
            async with sandbox.serving(port=0) as url, Control(url) as control:
                await control.limits(per_second=None, latency=LATENCY, latency_sigma=0.4)
                ready = Stage(
                    url=url,
                    control=control,
                    database=database,
                    folder=folder,
                    chance=random.Random(f"{label} {seed}"),
                )
                try:
                    await play(ready, label)
                except BaseException as error:
                    error.add_note(f"again: SEEDS={seed + 1} POINT='{label}'")
                    raise
        finally:
            await database.close()

    async with asyncio.TaskGroup() as group:
        for seed in range(SEEDS):
            group.create_task(one(seed))


async def play(ready: Stage, label: str) -> None:
    """At the point, then in the recovery or in the middle of the life after that."""
    point = SERIES[label]
    await ready.set_up()
    nth = ready.chance.randint(1, point.often)
    assert await ready.live(point.script, label=label, nth=nth), "it never came to the point"
    await ready.check()
    again, nth = ready.chance.choice(RECOVERY), 1
    if ready.chance.random() < 0.5:
        again, nth = ready.chance.choice(MIDDLE), ready.chance.randint(1, 3)
    await ready.live(ENROLLED, label=again, nth=nth)
    await ready.check()
    await ready.see_it_through()
