"""A hundred thousand people in ten series cost the idle bot next to nothing, and a step that is due
for fifty thousand at once goes out as a broadcast does."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing

from bench.frame.figures import Figure, at_most, reported
from bench.frame.part import Part
from bench.stage import ledger
from bench.stage.proc import cpu_seconds
from bench.stage.scene import ADMIN, MARKER, Stage, stage
from bench.stage.waiting import until
from botapi.call import Call
from broadcast.model.content import Content
from db.schema.states import SeriesState
from db.schema.states import Stage as Stages

SERIES, PEOPLE, STEPS = 10, 100_000, 5
AT_ONCE = 50_000
RATE = 30  # messages/s
FAST = 2_000  # messages/s, of what is due at once
SETTLE = 5.0  # seconds after the start until the bot counts as idle
DAY = 86_400  # seconds
LOOK_EVERY = 0.2
STEP, PLAIN = "a step", "a broadcast"


async def measure_series(*, quick: bool) -> Sequence[Figure]:
    seconds = 15.0 if quick else 60.0
    async with stage() as scene:
        await scene.control.limits(per_second=None)
        await scene.gather(PEOPLE)
        none = await _idle(scene, seconds)
        _enrol(scene, due_at=int(time.time()) + DAY)
        many = await _idle(scene, seconds)
        step = await _send(scene, _due_now, STEP)
        plain = await _send(scene, _launched, PLAIN)
    return [
        at_most(
            f"{PEOPLE} people in {SERIES} series: more of a processor than none, while idle",
            max(0.0, many - none) / seconds * 100,
            1.0,
            "%",
            digits=2,
        ),
        reported("the idle bot with none of them", f"{none / seconds:.2%} of a processor"),
        at_most(
            f"a step due for {AT_ONCE} at once: times as long as a broadcast",
            step / plain,
            1.15,
            "",
            digits=2,
        ),
        reported("the step", f"{step:.1f} s, at {AT_ONCE / step:.0f} messages/s"),
        reported("the broadcast", f"{plain:.1f} s, at {AT_ONCE / plain:.0f} messages/s"),
    ]


async def _idle(scene: Stage, seconds: float) -> float:
    """Processor seconds of a bot that nobody asks for anything."""
    bot = await scene.ready_bot(rate=RATE)
    await asyncio.sleep(SETTLE)
    before = cpu_seconds(bot.pid)
    await asyncio.sleep(seconds)
    used = cpu_seconds(bot.pid) - before
    await bot.end()
    return used


async def _send(scene: Stage, prepare: Callable[[Stage], int], what: str) -> float:
    """Seconds from the first message that leaves to the last outcome."""
    run_id = prepare(scene)
    bot = await scene.ready_bot(rate=FAST)

    def sent() -> int:
        with ledger.reading(scene.database) as connection:
            row = connection.execute("SELECT sent FROM runs WHERE id = ?", (run_id,)).fetchone()
        return int(row[0])

    async def has_begun() -> bool:
        return sent() > 0

    async def is_done() -> bool:
        return sent() >= AT_ONCE

    await until(has_begun, within=60.0, every=LOOK_EVERY, otherwise=f"{what} did not begin")
    begun = time.monotonic()
    await until(is_done, within=300.0, every=LOOK_EVERY, otherwise=f"{what} was not done")
    seconds = time.monotonic() - begun
    await bot.end()
    return seconds


def _said(place: int) -> str:
    words = f"Step {place}\n{MARKER}"
    return Content(message=(Call(method="sendMessage", params={"text": words}),)).dump()


def _enrol(scene: Stage, *, due_at: int) -> None:
    """While no bot is at work: each series has a tenth of the people, spread over its steps."""
    with closing(sqlite3.connect(scene.database)) as connection, connection:
        for number in range(1, SERIES + 1):
            connection.execute(
                "INSERT INTO series (id, name, folded, state, started_at, created_by, created_at,"
                " changed_at) VALUES (?, ?, ?, ?, 1, ?, 1, 1)",
                (number, f"S{number}", f"s{number}", SeriesState.RUNNING.value, ADMIN),
            )
            for place in range(STEPS):
                run_id = _run(connection, _said(place), series_id=number, standing=True)
                connection.execute(
                    "INSERT INTO series_steps (series_id, position, broadcast_id, wait)"
                    " SELECT ?, ?, broadcast_id, '3600' FROM runs WHERE id = ?",
                    (number, place, run_id),
                )
        connection.execute(
            "INSERT INTO enrolments (series_id, subscriber_id, step, due_at, begun_at)"
            " SELECT 1 + id % ?, id, id % ?, ? + id % ?, 1 FROM subscribers LIMIT ?",
            (SERIES, STEPS, due_at, DAY, PEOPLE),
        )


def _run(
    connection: sqlite3.Connection, content: str, *, series_id: int | None, standing: bool
) -> int:
    added = connection.execute(
        "INSERT INTO broadcasts (stage, title, content, created_by, created_at, series_id)"
        " VALUES (?, 'Step', ?, ?, 1, ?)",
        (Stages.LAUNCHED.value, content, ADMIN, series_id),
    )
    run = connection.execute(
        "INSERT INTO runs (broadcast_id, launched_by, launched_at, audience_upto, frozen, total,"
        " content, standing) VALUES (?, ?, 1, 0, ?, 0, ?, ?)",
        (added.lastrowid, ADMIN, standing, content, standing),
    )
    connection.execute("INSERT INTO run_parts (run_id, part) VALUES (?, 0)", (run.lastrowid,))
    return int(run.lastrowid or 0)


def _due_now(scene: Stage) -> int:
    """Half of the people wait for the first step of a series of their own."""
    with closing(sqlite3.connect(scene.database)) as connection, connection:
        connection.execute("DELETE FROM enrolments")
        connection.execute(
            "INSERT INTO enrolments (series_id, subscriber_id, due_at, begun_at)"
            " SELECT 1, id, 1, 1 FROM subscribers LIMIT ?",
            (AT_ONCE,),
        )
        row = connection.execute(
            "SELECT r.id FROM runs r JOIN series_steps s ON s.broadcast_id = r.broadcast_id"
            " WHERE s.series_id = 1 AND s.position = 0"
        ).fetchone()
    return int(row[0])


def _launched(scene: Stage) -> int:
    """A broadcast to as many, whose snapshot is to be taken."""
    with closing(sqlite3.connect(scene.database)) as connection, connection:
        connection.execute("DELETE FROM enrolments")
        run_id = _run(connection, _said(9), series_id=None, standing=False)
        connection.execute(
            "UPDATE runs SET total = ?, audience_upto ="
            " (SELECT max(id) FROM (SELECT id FROM subscribers ORDER BY id LIMIT ?))"
            " WHERE id = ?",
            (AT_ONCE, AT_ONCE, run_id),
        )
    return run_id


WELCOME = Part(
    name="series",
    title="Welcome series",
    notes=(
        f"The bot's processor time over a minute (15 s with QUICK=1), {SETTLE:.0f} s after its "
        f"start, with and without {PEOPLE} people who wait in {SERIES} series of {STEPS} steps. "
        f"Then one step is due for {AT_ONCE} of them at once, with BROADCAST_RATE={FAST}; and a "
        "broadcast goes to as many."
    ),
    measure=measure_series,
)
