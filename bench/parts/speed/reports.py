"""Reports about a million recipients: their file, their pictures, and what the windows read."""

import asyncio
import os
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from bench.frame.figures import Figure, at_most, reported
from bench.frame.part import Part
from bench.stage.children import spawn
from bench.stage.proc import MEGABYTE, memory
from broadcast.doors.reporting.exports import Exports
from broadcast.doors.reporting.recipients import Recipients
from broadcast.doors.reporting.statistics import Statistics
from broadcast.doors.reports import Reports
from broadcast.model.actor import Actor
from db.connection.database import Database
from db.connection.opening import open_database, parse_url
from db.reports import tallies
from db.schema.states import DeliveryState, Role
from handlers.admin.reporting import series
from handlers.admin.reporting.pictures import MODULE, WITHIN
from handlers.language.texts import Texts
from runtime.child_process import ask
from runtime.clock import SystemClock

PEOPLE = 1_000_000
FEW = 10_000  # every so many-th was found to have blocked the bot: the rarest that is looked for
LOOK_EVERY = 0.02  # seconds
DAY = 86_400  # seconds
LARGEST_FILE = 45  # MB
ACTOR = Actor(user_id=1, role=Role.OWNER)

Done = TypeVar("Done")

# A run that ended an hour ago, with an answer each minute of ten hours before.
_WRITE = f"""
    INSERT INTO broadcasts (id, stage, title, content, created_by, created_at)
    VALUES (1, 'launched', 'A million', '{{"message": [], "buttons": []}}', 1, 1);
    INSERT INTO runs (id, broadcast_id, state, launched_by, launched_at, audience_upto, total, sent,
        frozen)
    VALUES (1, 1, 'finished', 1, unixepoch() - 40000, {PEOPLE}, {PEOPLE}, {PEOPLE}, 1);
    INSERT INTO deliveries (run_id, subscriber_id, state, message_id, reason, trouble)
    SELECT 1, id,
        CASE WHEN id % {FEW} = 0 THEN {DeliveryState.BLOCKED:d}
            WHEN id % 50 = 0 THEN {DeliveryState.FAILED:d} ELSE {DeliveryState.SENT:d} END,
        id * 3, CASE WHEN id % 50 = 0 THEN 'Bad Request: not enough rights to send' END,
        CASE WHEN id % 50 = 0 AND id % {FEW} THEN {DeliveryState.FAILED:d} END
    FROM subscribers;
    UPDATE subscribers SET state = CASE WHEN id % 3 THEN 'unsubscribed' ELSE 'blocked' END,
        state_at = unixepoch() - id * 3
    WHERE id % 20 = 0;
    UPDATE subscribers SET joined_at = unixepoch() - id * 10, source = 'source' || (id % 30);
    INSERT INTO run_minutes (run_id, minute, sent)
    SELECT 1, unixepoch() / 60 - 650 + id, 1700 FROM subscribers WHERE id <= 600;
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    """What a piece of work by a child took."""

    seconds: float
    peak: int  # bytes of the child's
    grown: int  # bytes that our own memory grew by


async def measure_reports(*, quick: bool) -> Sequence[Figure]:  # noqa: ARG001 - it is quick
    with tempfile.TemporaryDirectory(prefix="herald-bench-") as name:
        async with _written(Path(name)) as database:
            reports = Reports(database)
            statistics = Statistics(database, reports)
            return [
                *await _file(Exports(database, reports, SystemClock())),
                *await _picture(statistics, reports),
                *await _windows(database, statistics, Recipients(database, reports), reports),
            ]


@asynccontextmanager
async def _written(folder: Path) -> AsyncIterator[Database]:
    file = folder / "herald.sqlite3"
    people = await spawn(
        "audience", "-m", "bench.stage.audience", str(file), str(PEOPLE), folder=folder
    )
    await people.result()
    await asyncio.to_thread(_write, file)
    database = await open_database(parse_url(f"sqlite+aiosqlite:///{file}"))
    try:
        yield database
    finally:
        await database.close()


def _write(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(_WRITE)


async def _file(exports: Exports) -> list[Figure]:
    export, cost = await _watched(exports.recipients(1, by=ACTOR))
    sizes = [part.stat().st_size / MEGABYTE for part in export.parts]
    export.remove()
    return [
        reported("the file of a million recipients", f"{cost.seconds:.1f} s, {sum(sizes):.1f} MB"),
        at_most("its largest part", max(sizes), LARGEST_FILE, "MB", digits=1),
        at_most("memory of the process that writes it", cost.peak / MEGABYTE, 60, "MB", digits=0),
        at_most("the bot's own grows meanwhile by", cost.grown / MEGABYTE, 5, "MB", digits=1),
    ]


async def _picture(statistics: Statistics, reports: Reports) -> list[Figure]:
    reader = series.Reader(
        texts=Texts("en"), locale="en", timezone=ZoneInfo("UTC"), now=time.time()
    )
    task = series.deliveries(await statistics.minutes(1), await reports.get(1), reader)
    png, cost = await _watched(ask(MODULE, task or {}, within=WITHIN, clock=SystemClock()))
    return [
        reported("a picture", f"{cost.seconds:.1f} s, {len(png) / 1000:.0f} kB"),
        reported("memory of the process that draws it", f"{cost.peak / MEGABYTE:.0f} MB"),
        at_most("the bot's own grows meanwhile by", cost.grown / MEGABYTE, 5, "MB", digits=1),
    ]


async def _windows(
    database: Database, statistics: Statistics, recipients: Recipients, reports: Reports
) -> list[Figure]:
    """Each is read by one of four readers, and keeps nobody from writing."""
    broadcast, now = await reports.get(1), time.time()
    today = int(now // DAY)
    measured: dict[str, Awaitable[object]] = {
        "the first page of those who got it": recipients.page(
            1, DeliveryState.SENT, after=0, limit=16
        ),
        "the first page of the hundred who had blocked the bot": recipients.page(
            1, DeliveryState.BLOCKED, after=0, limit=16
        ),
        "who left within a day, and on a usual one": statistics.leavers(broadcast, now=now),
        "each message and version, once": tallies.of_run(database, 1),
        "the same again": tallies.of_run(database, 1),
        "growth": statistics.growth(first_day=today - 89, days=90, offset=timedelta(0)),
        "sources": statistics.sources(),
    }
    return [
        reported(name, f"{await _seconds(work) * 1000:.0f} ms") for name, work in measured.items()
    ]


async def _seconds(work: Awaitable[object]) -> float:
    begun = time.monotonic()
    await work
    return time.monotonic() - begun


async def _watched(work: Awaitable[Done]) -> tuple[Done, Cost]:
    """With the largest memory that any process of ours had meanwhile."""
    before, begun, peak = memory(os.getpid()).resident, time.monotonic(), 0
    working = asyncio.get_running_loop().create_task(_whole(work))
    while not working.done():
        peak = max(peak, *(_peak(pid) for pid in _children()), 0)
        await asyncio.sleep(LOOK_EVERY)
    return await working, Cost(
        seconds=time.monotonic() - begun,
        peak=peak,
        grown=memory(os.getpid()).resident - before,
    )


async def _whole(work: Awaitable[Done]) -> Done:
    return await work


def _children() -> list[int]:
    threads = Path(f"/proc/{os.getpid()}/task").iterdir()
    return [int(pid) for one in threads for pid in (one / "children").read_text().split()]


def _peak(pid: int) -> int:
    """0 for one that has ended."""
    try:
        return memory(pid).peak
    except (OSError, KeyError):
        return 0


REPORTS = Part(
    name="reports",
    title="Reports about a million recipients",
    notes=(
        "A run of a million is written straight into a database: 98 % sent, 2 % failed, a hundred "
        "blocked, every twentieth subscriber gone since. Its file of recipients and a picture are "
        "made as a tap makes them, by child processes, whose memory is looked at every 20 ms; the "
        "bot's own is looked at before and after. What the windows read is read once."
    ),
    measure=measure_reports,
)
