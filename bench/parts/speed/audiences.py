"""Audiences of a million: counts on the screen within a tap, freezes that keep nobody waiting."""

import asyncio
import json
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

from bench.frame.figures import Figure, at_most, percentile, reported
from bench.frame.part import Part
from bench.stage import ledger
from bench.stage.admin import Admin, Composed
from bench.stage.children import spawn
from bench.stage.scene import Stage, stage
from bench.stage.waiting import until
from bot.process.children import Child
from broadcast.doors.audience.counts import Counts
from db.audience.audience import Audience
from db.audience.conditions import (
    Answered,
    AtRandom,
    ChatKind,
    Condition,
    Fate,
    FieldIs,
    FieldTest,
    FromSource,
    InBroadcast,
    InChat,
    InLanguage,
    InList,
    Joined,
    LastSeen,
    Tagged,
    WantsTopic,
)
from db.connection.database import Database, open_database, parse_url
from db.schema.states import DeliveryState
from runtime.clock import SystemClock
from runtime.supervisor import Supervisor

PEOPLE = 1_000_000
WITHIN = 0.3  # seconds for a count, and for whoever wants to write
FIRST_WITHIN, FROZEN_WITHIN = 2.0, 10.0  # seconds after Confirm
PATIENCE = 120.0  # seconds until a measurement has failed
LOOK_EVERY = 0.1
RATE = 50  # messages/s: this is not about sending

# Tags from nearly all to one in a thousand, a field of four values, a ledger with every outcome.
_WRITE = f"""
    UPDATE subscribers SET
        state = CASE WHEN id % 10 = 9 THEN 'blocked' ELSE 'active' END,
        kind = CASE WHEN id % 50 = 0 THEN 'supergroup' ELSE 'private' END,
        language_code = CASE WHEN id % 5 < 2 THEN 'ru' WHEN id % 5 = 2 THEN 'pt-br'
            WHEN id % 5 = 3 THEN 'en' END,
        source = CASE WHEN id % 3 = 0 THEN 'source' || (id % 30) END,
        joined_at = unixepoch() - 60000000 + id * 60,
        seen_at = CASE WHEN id % 5 THEN unixepoch() - (id * 7919 % 300) * 86400 END;
    INSERT INTO tags (id, name, folded, created_at) VALUES
        (1, 'most', 'most', 1), (2, 'half', 'half', 1), (3, 'few', 'few', 1), (4, 'end', 'end', 1);
    INSERT INTO subscriber_tags SELECT 1, id FROM subscribers WHERE id % 10 < 8;
    INSERT INTO subscriber_tags SELECT 2, id FROM subscribers WHERE id * 7919 % 1000003 < 500000;
    INSERT INTO subscriber_tags SELECT 3, id FROM subscribers WHERE id * 7919 % 1000003 < 1000;
    INSERT INTO subscriber_tags SELECT 4, id FROM subscribers WHERE id > {PEOPLE} - 1000;
    INSERT INTO fields (id, name, folded, created_at) VALUES (1, 'City', 'city', 1);
    INSERT INTO subscriber_fields SELECT 1, id, 'City ' || (id % 4)
        FROM subscribers WHERE id % 10 < 8;
    INSERT INTO topics (id, name, folded, position) VALUES (1, 'News', 'news', 1);
    INSERT INTO topic_opt_outs SELECT 1, id FROM subscribers WHERE id * 7919 % 1000003 < 100000;
    INSERT INTO audience_lists (id, created_by, created_at) VALUES (1, 1, unixepoch());
    INSERT INTO audience_list_members SELECT 1, id FROM subscribers WHERE id % 2 = 0;
    INSERT INTO broadcasts (id, stage, title, content, created_by, created_at)
        VALUES (1, 'launched', 'Earlier', '{{"message": [], "buttons": []}}', 1, 1);
    INSERT INTO runs (id, broadcast_id, state, launched_by, launched_at, finished_at, audience_upto,
        total, sent, frozen) VALUES (1, 1, 'finished', 1, 1, 1, {PEOPLE}, 950000, 950000, 1);
    INSERT INTO deliveries (run_id, subscriber_id, state, message_id)
        SELECT 1, id, CASE WHEN id % 100 < 95 THEN {DeliveryState.SENT:d}
            WHEN id % 100 < 98 THEN {DeliveryState.BLOCKED:d} ELSE {DeliveryState.UNCERTAIN:d} END,
            id * 3 FROM subscribers WHERE id % 20 < 19;
    INSERT INTO answers (run_id, subscriber_id, button, answered_at)
        SELECT 1, id, id / 3 % 3, 1 FROM subscribers WHERE id % 3 = 0;
"""

_SEVERAL = Audience(
    must=(
        InLanguage(codes=("ru", "pt")),
        Tagged(names=("most",)),
        InBroadcast(broadcast=1, fate=Fate.GOT),
        LastSeen(within=200),
    ),
    must_not=(Tagged(names=("few",)), Answered(broadcast=1)),
)
_CONDITIONS: tuple[Condition, ...] = (
    InLanguage(codes=("ru",)),
    InLanguage(codes=("ru", "pt", "en")),
    FromSource(codes=("source3",)),
    Joined(within=30),
    LastSeen(longer=30),
    Tagged(names=("most",)),
    Tagged(names=("few",)),
    Tagged(names=("most", "half")),
    FieldIs(name="City", value="City 1"),
    FieldIs(name="City", test=FieldTest.IS_NOT, value="City 1"),
    FieldIs(name="City", test=FieldTest.IS_SET),
    WantsTopic(topic=1),
    InChat(kinds=(ChatKind.PRIVATE,)),
    InBroadcast(broadcast=1, fate=Fate.GOT),
    InBroadcast(broadcast=1, fate=Fate.NOT_GOT),
    InBroadcast(broadcast=1, fate=Fate.UNCERTAIN),
    Answered(broadcast=1),
    Answered(broadcast=1, buttons=(1,)),
    Answered(broadcast=1, silent=True),
    AtRandom(seed=1, percent=10),
    AtRandom(seed=1, count=5000),
    InList(number=1),
)
COUNTED = {
    "everyone": Audience(),
    **{json.dumps(one.dump()): Audience(must=(one,)) for one in _CONDITIONS},
    **{f"not {json.dumps(one.dump())}": Audience(must_not=(one,)) for one in _CONDITIONS},
    "six conditions": _SEVERAL,
    "who came since": Audience(since=1),
}
FROZEN = {
    "everyone": Audience(),
    "most of them, by a tag": Audience(must=(Tagged(names=("most",)),)),
    "one in a thousand": Audience(must=(Tagged(names=("few",)),)),
    "the newest thousand": Audience(must=(Tagged(names=("end",)),)),
    "5000 at random": Audience(must=(AtRandom(seed=1, count=5000),)),
    "six conditions": _SEVERAL,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Frozen:
    """Seconds after *Confirm*."""

    first: float  # message
    complete: float
    waited: float  # the longest that another writer waited


async def measure_audiences(*, quick: bool) -> Sequence[Figure]:
    return [*await _counts(times=2 if quick else 10), *await _freezes(quick=quick)]


async def _counts(*, times: int) -> list[Figure]:
    took: dict[str, list[float]] = {name: [] for name in COUNTED}
    with tempfile.TemporaryDirectory(prefix="herald-bench-") as name:
        async with _written(Path(name)) as database:
            neighbour = await _neighbour(Path(name) / "herald.sqlite3")
            supervisor = Supervisor(SystemClock())
            try:
                for what, audience in (*COUNTED.items(),) * times:
                    counts = Counts(database, supervisor, SystemClock())  # it remembers nothing
                    began = time.perf_counter()
                    await counts.count(audience, within=PATIENCE)
                    took[what].append(time.perf_counter() - began)
            finally:
                await supervisor.close()
                await neighbour.end()
            waits = [waited for _, waited, _ in json.loads(await neighbour.result())]
    every = [one for each in took.values() for one in each]
    slowest = max(took, key=lambda what: percentile(took[what], 0.5))
    return [
        at_most("a count, 99th percentile over all", percentile(every, 0.99), WITHIN, "s"),
        reported("a count, median over all", f"{percentile(every, 0.5):.2f} s"),
        reported("the slowest, its median", f"{percentile(took[slowest], 0.5):.2f} s: {slowest}"),
        at_most("another writer waited meanwhile, longest", max(waits), WITHIN, "s", digits=3),
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


async def _freezes(*, quick: bool) -> list[Figure]:
    names = list(FROZEN)[1:4] if quick else list(FROZEN)
    found: dict[str, Frozen] = {}
    async with stage() as scene:
        await scene.control.limits(per_second=None)
        await scene.gather(PEOPLE)
        await asyncio.to_thread(_write, scene.database)
        await scene.ready_bot(rate=RATE)
        for name in names:
            found[name] = await _freeze(scene, name)
    first = max(found, key=lambda name: found[name].first)
    last = max(found, key=lambda name: found[name].complete)
    waited = max(found, key=lambda name: found[name].waited)
    return [
        at_most(f"*Confirm* to the first message: {first}", found[first].first, FIRST_WITHIN, "s"),
        at_most(f"freezing took: {last}", found[last].complete, FROZEN_WITHIN, "s"),
        at_most(
            f"another writer waited meanwhile, longest: {waited}",
            found[waited].waited,
            WITHIN,
            "s",
            digits=3,
        ),
        *(
            reported(name, f"first message {one.first:.2f} s, frozen {one.complete:.2f} s")
            for name, one in found.items()
        ),
    ]


async def _freeze(scene: Stage, name: str) -> Frozen:
    """One broadcast of several that go on at the same time; each has words of its own."""
    admin, marker = Admin(scene), f"for {name}"
    await admin.compose(Composed(text=f"To some\nThis is {marker}."))
    await asyncio.to_thread(_choose, scene.database, FROZEN[name])
    neighbour = await _neighbour(scene.database)
    before = ledger.newest_run(scene.database)
    try:
        began = time.monotonic()
        tapped = await admin.confirm()

        async def is_frozen() -> bool:
            return (
                ledger.newest_run(scene.database) > before and ledger.run_state(scene.database)[1]
            )

        await until(is_frozen, within=PATIENCE, every=LOOK_EVERY, otherwise="it was not frozen")
        complete = time.monotonic() - began

        async def is_sent() -> bool:
            return bool((await scene.control.timeline(marker)).accepted)

        await until(is_sent, within=PATIENCE, every=LOOK_EVERY, otherwise="nobody got it")
    finally:
        await neighbour.end()
    moments = (await scene.control.timeline(marker)).accepted
    waits = [waited for _, waited, _ in json.loads(await neighbour.result())]
    return Frozen(
        first=min(at for at in moments if at > tapped) - tapped,
        complete=complete,
        waited=max(waits),
    )


async def _neighbour(file: Path) -> Child:
    return await spawn("neighbour", "-m", "bench.clients.neighbour", str(file), folder=file.parent)


def _choose(file: Path, audience: Audience) -> None:
    """As the windows do it, but at once."""
    with closing(sqlite3.connect(file, timeout=PATIENCE)) as connection, connection:
        connection.execute(
            "UPDATE broadcasts SET audience = ? WHERE stage = 'draft'", (audience.dump(),)
        )


AUDIENCES = Part(
    name="audiences",
    title="Audiences of a million",
    notes=(
        "Each condition alone, among *Must* and among *Must not*, six together, and those who came "
        "since; the door that the windows ask, with nothing remembered. Freezes: a bot and the "
        "sandbox, the broadcasts one after the other while the earlier ones are being sent, 50 "
        "messages/s. The other writer is a program with a connection of its own, every 20 ms."
    ),
    measure=measure_audiences,
)
