"""Two hundred calls of the API a second, and a broadcast that goes out at its pace beside them."""

import asyncio
import itertools
import sqlite3
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field

import aiohttp

from bench.frame.figures import Figure, at_least, none_of, percentile, reported
from bench.frame.part import Part
from bench.stage.audience import FIRST_PERSON
from bench.stage.proc import cpu_seconds
from bench.stage.scene import ADMIN, MARKER, TOKEN, Stage, stage
from bench.stage.waiting import until
from botapi.call import Call
from botapi_sandbox.ground.port import free_ports
from broadcast.model.content import Content
from broadcast.model.outside.key import PER_MINUTE, hash_of, new_secret, stored, token_of
from db.schema.states import ApiRight
from db.schema.states import Stage as Stages

CALLS = 200  # calls/s
KEYS = CALLS * 60 // max(PER_MINUTE)  # as few as may make so many
RATE = 30  # messages/s
SETTLE = 3.0  # seconds until a rate is that of the long run
SPARE = 20  # seconds for which there are more people than are measured
LOOK_EVERY = 0.1
LEAST = 98.0  # % of the rate
MILLI = 1e3

Ask = tuple[str, str, dict[str, list[str]] | None]


@dataclass
class Answers:
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)


async def measure_api(*, quick: bool) -> Sequence[Figure]:
    seconds = 15.0 if quick else 60.0
    people = int((2 * seconds + SPARE) * RATE)
    async with stage() as scene:
        await scene.control.limits(per_second=None)
        await scene.gather(people)
        tokens, broadcast = _keys(scene), _launched(scene, people)
        (port,) = free_ports(1)
        bot = await scene.ready_bot(rate=RATE, HTTP_PORT=str(port))
        await until(_begun(scene), within=30.0, every=LOOK_EVERY, otherwise="nothing was sent")
        await asyncio.sleep(SETTLE)
        alone, quiet = await _rate(scene, bot.pid, seconds)
        answers = Answers()
        async with asyncio.TaskGroup() as group:
            calls = group.create_task(_call(port, tokens, broadcast, people, answers))
            await asyncio.sleep(SETTLE)
            before = answers.statuses.total()
            beside, busy = await _rate(scene, bot.pid, seconds)
            answered = answers.statuses.total() - before
            calls.cancel()
        await bot.end()
    taken, busy_ones = answers.statuses[200], answers.statuses[503]
    middle, slow = (percentile(answers.seconds, share) * MILLI for share in (0.5, 0.95))
    return [
        at_least(
            "a broadcast's rate beside the calls, of that without",
            beside / alone * 100,
            LEAST,
            "%",
        ),
        none_of("calls that failed", answers.statuses.total() - taken - busy_ones),
        reported("the broadcast alone, beside the calls", f"{alone:.1f}, {beside:.1f} messages/s"),
        reported("calls/s that came", f"{answered / seconds:.0f}"),
        reported(
            "of them asked to come again (503)", f"{busy_ones / answers.statuses.total():.0%}"
        ),
        reported("an answer, p50, p95", f"{middle:.1f} ms, {slow:.1f} ms"),
        reported("the bot's CPU per call", f"{(busy - quiet) / max(answered, 1) * MILLI:.2f} ms"),
    ]


async def _rate(scene: Stage, pid: int, seconds: float) -> tuple[float, float]:
    """Messages/s that Telegram accepts, and the bot's processor seconds meanwhile."""
    used, first, begun = cpu_seconds(pid), await _accepted(scene), time.monotonic()
    await asyncio.sleep(seconds)
    rate = (await _accepted(scene) - first) / (time.monotonic() - begun)
    return rate, cpu_seconds(pid) - used


async def _accepted(scene: Stage) -> int:
    return (await scene.control.counts(MARKER)).accepted


def _begun(scene: Stage) -> Callable[[], Awaitable[bool]]:
    async def has_begun() -> bool:
        return await _accepted(scene) > 0

    return has_begun


async def _call(
    port: int, tokens: Sequence[str], broadcast: int, people: int, answers: Answers
) -> None:
    """So many a second, each at its time, however long the answers take; until it is cancelled."""
    base, begun = f"http://127.0.0.1:{port}/api/v1", time.monotonic()
    keys = itertools.cycle(tokens)
    async with (
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session,
        asyncio.TaskGroup() as group,
    ):
        for number in itertools.count():
            await asyncio.sleep(begun + number / CALLS - time.monotonic())
            ask = _asked(number, broadcast, people)
            group.create_task(_answered(session, base, next(keys), ask, answers))


async def _answered(
    session: aiohttp.ClientSession, base: str, token: str, ask: Ask, answers: Answers
) -> None:
    method, path, body = ask
    headers, begun = {"Authorization": f"Bearer {token}"}, time.monotonic()
    async with session.request(method, f"{base}{path}", json=body, headers=headers) as answer:
        await answer.read()
    answers.seconds.append(time.monotonic() - begun)
    answers.statuses[answer.status] += 1


def _asked(number: int, broadcast: int, people: int) -> Ask:
    """A shop's server: two in five write something."""
    person = f"/subscribers/{FIRST_PERSON + number % people}"
    return (
        ("GET", person, None),
        ("PATCH", person, {"tag": [f"bought {number % 7}"]}),
        ("GET", f"/broadcasts/{broadcast}/report", None),
        ("PATCH", person, {"untag": [f"bought {number % 7}"]}),
        ("GET", "/status", None),
    )[number % 5]


def _keys(scene: Stage) -> Sequence[str]:
    """While no bot is at work."""
    tokens = [token_of(int(TOKEN.partition(":")[0]), new_secret()) for _ in range(KEYS)]
    rights = stored([ApiRight.READ, ApiRight.PEOPLE])
    with closing(sqlite3.connect(scene.database)) as connection, connection:
        connection.executemany(
            "INSERT INTO api_keys (name, key_hash, hint, rights, per_minute, created_by,"
            " created_at) VALUES (?, ?, ?, ?, ?, ?, 1)",
            [
                (f"shop {number}", hash_of(one), one[-4:], rights, max(PER_MINUTE), ADMIN)
                for number, one in enumerate(tokens)
            ],
        )
    return tokens


def _launched(scene: Stage, people: int) -> int:
    """The same, of a broadcast to all; its number."""
    words = f"News\n{MARKER}"
    content = Content(message=(Call(method="sendMessage", params={"text": words}),)).dump()
    with closing(sqlite3.connect(scene.database)) as connection, connection:
        added = connection.execute(
            "INSERT INTO broadcasts (stage, title, content, created_by, created_at)"
            " VALUES (?, 'News', ?, ?, 1)",
            (Stages.LAUNCHED.value, content, ADMIN),
        )
        run = connection.execute(
            "INSERT INTO runs (broadcast_id, launched_by, launched_at, audience_upto, total,"
            " content) SELECT ?, ?, 1, max(id), ?, ? FROM subscribers",
            (added.lastrowid, ADMIN, people, content),
        )
        connection.execute("INSERT INTO run_parts (run_id, part) VALUES (?, 0)", (run.lastrowid,))
    return int(added.lastrowid or 0)


API = Part(
    name="api",
    title="Calls beside a broadcast",
    notes=(
        f"A broadcast at {RATE} messages/s, for a minute (15 s with QUICK=1) alone and for as long "
        f"beside {CALLS} calls/s of {KEYS} keys, each at its time: three in five read a person, a "
        "report or the status, two write tags. The caller is a process of its own on the same "
        "machine, and so is the sandbox."
    ),
    measure=measure_api,
)
