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

from bench.clients.screens import tap_to_number
from bench.frame.figures import Figure, at_most, percentile, reported
from bench.frame.part import Part
from bench.stage import ledger
from bench.stage.admin import Admin, Composed
from bench.stage.children import spawn
from bench.stage.conditions import COUNTED, FROZEN, PEOPLE, write_knowledge
from bench.stage.scene import Stage, stage
from bench.stage.waiting import until
from bot.process.children import Child
from broadcast.doors.audience.counts import Counts
from db.audience.audience import Audience
from db.connection.database import Database
from db.connection.opening import open_database, parse_url
from runtime.clock import SystemClock
from runtime.supervisor import Supervisor

WITHIN = 0.3  # seconds for a count, and for whoever wants to write
FIRST_WITHIN, FROZEN_WITHIN = 2.0, 10.0  # seconds after Confirm
PATIENCE = 120.0  # seconds until a measurement has failed
LOOK_EVERY = 0.1
RATE = 50  # messages/s: this is not about sending


@dataclass(frozen=True, kw_only=True, slots=True)
class Frozen:
    """Seconds after *Confirm*."""

    first: float  # message
    complete: float
    waited: float  # the longest that another writer waited


async def measure_audiences(*, quick: bool) -> Sequence[Figure]:
    return [*await _counts(times=2 if quick else 10), *await _in_the_chat(quick=quick)]


async def _counts(*, times: int) -> list[Figure]:
    took: dict[str, list[float]] = {name: [] for name in COUNTED}
    cpu: list[float] = []
    with tempfile.TemporaryDirectory(prefix="herald-bench-") as name:
        async with _written(Path(name)) as database:
            neighbour = await _neighbour(Path(name) / "herald.sqlite3")
            supervisor = Supervisor(SystemClock())
            try:
                for what, audience in (*COUNTED.items(),) * times:
                    counts = Counts(database, supervisor, SystemClock())  # it remembers nothing
                    began, spent = time.perf_counter(), time.process_time()
                    await counts.count(audience, within=PATIENCE)
                    took[what].append(time.perf_counter() - began)
                    cpu.append(time.process_time() - spent)
            finally:
                await supervisor.close()
                await neighbour.end()
            waits = [waited for _, waited, _ in json.loads(await neighbour.result())]
    every = [one for each in took.values() for one in each]
    slowest = max(took, key=lambda what: percentile(took[what], 0.5))
    return [
        at_most("a count, 99th percentile over all", percentile(every, 0.99), WITHIN, "s"),
        reported("processor time of it, 99th percentile", f"{percentile(cpu, 0.99):.2f} s"),
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
    await asyncio.to_thread(write_knowledge, file)
    database = await open_database(parse_url(f"sqlite+aiosqlite:///{file}"))
    try:
        yield database
    finally:
        await database.close()


async def _in_the_chat(*, quick: bool) -> list[Figure]:
    async with stage() as scene:
        await scene.control.limits(per_second=None)
        await scene.gather(PEOPLE)
        await asyncio.to_thread(write_knowledge, scene.database)
        await scene.ready_bot(rate=RATE)
        return [*await _screens(scene, quick=quick), *await _freezes(scene, quick=quick)]


async def _screens(scene: Stage, *, quick: bool) -> list[Figure]:
    names = [name for name, audience in COUNTED.items() if audience.since is None]
    took = await tap_to_number(
        scene,
        {name: COUNTED[name] for name in (names[::5] if quick else names)},
        lambda audience: asyncio.to_thread(_choose, scene.database, audience),
    )
    slowest = max(took, key=lambda name: took[name])
    every = list(took.values())
    return [
        at_most(
            "a tap to the number in the chat, 99th percentile", percentile(every, 0.99), WITHIN, "s"
        ),
        reported("a tap to the number in the chat, median", f"{percentile(every, 0.5):.2f} s"),
        reported("the slowest of them", f"{took[slowest]:.2f} s: {slowest}"),
    ]


async def _freezes(scene: Stage, *, quick: bool) -> list[Figure]:
    names = list(FROZEN)[1:4] if quick else list(FROZEN)
    found = {name: await _freeze(scene, name) for name in names}
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
            accepted = (await scene.control.timeline(marker)).accepted
            return any(at > tapped for at in accepted)  # before that the admin saw it

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
        "since; the door that the windows ask, with nothing remembered. And in the chat: from the "
        "tap that opens the audience's window to its number there. Freezes: a bot and the sandbox, "
        "the broadcasts one after the other while the earlier ones are being sent, 50 "
        "messages/s. The other writer is a program with a connection of its own, every 20 ms."
    ),
    measure=measure_audiences,
)
