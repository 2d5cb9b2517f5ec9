"""The same broadcasts on both databases: how fast, and at what cost."""

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from bench.frame.figures import Figure, at_least, at_most, per_second, reported
from bench.frame.part import Part
from bench.parts.server.bot_on_server import BotOnServer, postgresql
from bench.stage.admin import Admin
from bench.stage.proc import MEGABYTE, cpu_seconds
from bench.stage.scene import MARKER, Stage, highest_rate, stage

PEOPLE, PEOPLE_QUICK = 20_000, 10_000
MANY = 1_000_000
RATE_OF_MANY = 30.0  # messages/s, so that what is measured is the freezing
ROUNDS, ROUNDS_QUICK = 3, 1
WITHIN = 300.0  # seconds
MICRO = 1e6
SLOWEST, DEAREST, SERVERS = 0.8, 1.2, 50.0  # of the file's rate and CPU; µs a message
FROZEN, FIRST, HOT, SIZE = 5.0, 2.0, 60.0, 170.0  # seconds, seconds, percent, MB a million
UPDATES = """
    SELECT 100.0 * n_tup_hot_upd / greatest(n_tup_upd, 1) FROM pg_stat_user_tables
    WHERE relid = '{}.deliveries'::regclass
"""
BYTES = "SELECT pg_total_relation_size('{}.deliveries'::regclass)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    rate: float  # messages/s
    bot: float  # CPU seconds a message
    server: float = 0.0
    hot: float = 0.0  # percent of the updates


async def measure_both(*, quick: bool) -> Sequence[Figure]:
    people = PEOPLE_QUICK if quick else PEOPLE
    files, servers = [], []
    for _ in range(ROUNDS_QUICK if quick else ROUNDS):
        files.append(await _on_file(people))
        servers.append(await _on_server(people))
    return [
        at_least(
            "messages/s on PostgreSQL, of the file's",
            median(one.rate for one in servers) / median(one.rate for one in files),
            SLOWEST,
            "",
            digits=2,
        ),
        at_most(
            "the bot's CPU a message on PostgreSQL, of the file's",
            median(one.bot for one in servers) / median(one.bot for one in files),
            DEAREST,
            "",
        ),
        at_most(
            "the server's CPU a message",
            median(one.server for one in servers) * MICRO,
            SERVERS,
            "µs",
            digits=0,
        ),
        reported("on the file", _words(files)),
        reported("on PostgreSQL", _words(servers)),
        at_least("updates that touch no index (HOT)", servers[-1].hot, HOT, "%"),
        *await _of_many(),
    ]


async def _on_file(people: int) -> Cost:
    async with stage() as scene:
        await scene.control.limits(per_second=None)
        await scene.gather(people)
        admin = Admin(scene)
        return await _course(scene, people, admin, admin.finished)


async def _on_server(people: int) -> Cost:
    async with stage() as scene, postgresql() as server:
        await scene.control.limits(per_second=None)
        await server.gather(people)
        await scene.know(people)
        cost = await _course(scene, people, Admin(scene), server.finished, database=server)
        return replace(cost, hot=float((await server.ask(UPDATES))[0]))


async def _course(
    scene: Stage,
    people: int,
    admin: Admin,
    finished: Callable[[float], Awaitable[None]],
    *,
    database: BotOnServer | None = None,
) -> Cost:
    """From *Confirm* to the end, as fast as it goes."""
    settings = _settings(database)
    bot = await scene.ready_bot(rate=highest_rate(), **settings)
    await admin.compose()
    before, before_server = cpu_seconds(bot.pid), database.cpu_seconds() if database else 0.0
    tapped = await admin.confirm()
    await finished(WITHIN)
    spent = (cpu_seconds(bot.pid) - before) / people
    spent_server = (database.cpu_seconds() - before_server) / people if database else 0.0
    timeline = await scene.control.timeline(MARKER)
    rate = per_second([at for at in timeline.accepted if at > tapped])
    await bot.end()
    return Cost(rate=rate, bot=spent, server=spent_server)


async def _of_many() -> list[Figure]:
    """A million on PostgreSQL: the launch, the freezing, what a row takes."""
    async with stage() as scene, postgresql() as server:
        await scene.control.limits(per_second=None)
        await server.gather(MANY)
        await scene.know(MANY)
        await scene.ready_bot(rate=RATE_OF_MANY, **_settings(server))
        admin = Admin(scene)
        await admin.compose()
        begun = time.monotonic()
        tapped = await admin.confirm()
        await server.frozen(WITHIN)
        frozen = time.monotonic() - begun
        timeline = await scene.control.timeline(MARKER)
        first = min(at for at in timeline.accepted if at > tapped) - tapped
        size = float((await server.ask(BYTES))[0]) / MEGABYTE
    return [
        at_most("a million on PostgreSQL are frozen after", frozen, FROZEN, "s", digits=1),
        at_most("*Confirm* to the first message of a million", first, FIRST, "s", digits=3),
        at_most("a million deliveries", size, SIZE, "MB", digits=0),
    ]


def _settings(database: BotOnServer | None) -> dict[str, str]:
    return {} if database is None else {"DATABASE_URL": str(database.url)}


def _words(costs: Sequence[Cost]) -> str:
    rate, bot = median(one.rate for one in costs), median(one.bot for one in costs)
    return f"{rate:.0f} /s, {bot * MICRO:.0f} µs of the bot's CPU a message"


BOTH = Part(
    name="postgresql",
    title="PostgreSQL in place of the file",
    notes=(
        "The same broadcast on both in turns, no limits, no latency; the server is on this machine "
        "over a Unix socket, with fsync and WAL as installed (shared_buffers 256 MB). CPU of the "
        "whole bot and of all the server's processes, from *Confirm* to the end. "
        f"{PEOPLE} people, medians of {ROUNDS} runs each ({PEOPLE_QUICK}, {ROUNDS_QUICK} with "
        "QUICK=1); then a million at 30/s."
    ),
    measure=measure_both,
)
