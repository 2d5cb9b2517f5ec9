"""Ten thousand messages corrected, and then taken back, at the ceiling."""

import time
from collections.abc import Sequence

from bench.frame.figures import Figure, at_least, none_of, reported
from bench.frame.part import Part
from bench.stage import ledger
from bench.stage.admin import Admin
from bench.stage.scene import ADMIN, MARKER, Stage, stage
from bench.stage.waiting import until
from botapi.call import Call
from broadcast.model.content import Content
from db.audience.audience import Audience
from db.broadcasts import broadcasts
from db.connection.opening import open_database, parse_url
from db.mending import begun
from db.schema.states import RunKind

PEOPLE, PEOPLE_QUICK = 10_000, 3_000
RATE = 300  # messages/s: the ceiling, BROADCAST_RATE, and what the sandbox takes
LATENCY = 0.04  # seconds
SHARE = 0.97  # of the ceiling
FROM, TO = 0.05, 0.95  # of the recipients: between them it is measured
FINISHED_WITHIN = 600.0  # seconds
LOOK_EVERY = 0.02
NEW = Content(message=(Call(method="sendMessage", params={"text": f"Corrected\n{MARKER}"}),))


async def measure_mended(*, quick: bool) -> Sequence[Figure]:
    people = PEOPLE_QUICK if quick else PEOPLE
    async with stage() as scene:
        await scene.gather(people)
        await scene.control.limits(per_second=RATE, latency=LATENCY)
        bot = await scene.ready_bot(rate=RATE)
        admin = Admin(scene)
        await admin.launch()
        await admin.finished(FINISHED_WITHIN)
        await bot.end()
        edited, edits = await _mended(scene, RunKind.EDIT, people, NEW)
        deleted, deletions = await _mended(scene, RunKind.RECALL, people)
        refused = (await scene.control.counts()).statuses.get("429", 0)
        kept = [one for one in scene.people[::100] if await scene.control.chat(one)]
    return [
        at_least("edits/s", edited, SHARE * RATE, "/s", digits=1),
        at_least("deletions/s", deleted, SHARE * RATE, "/s", digits=1),
        none_of("messages not corrected", people - edits),
        none_of("messages not taken back", people - deletions),
        none_of("of every hundredth person, who still has it", len(kept)),
        none_of("429 answers", refused),
        reported("recipients", str(people)),
    ]


async def _mended(
    scene: Stage, kind: RunKind, people: int, content: Content | None = None
) -> tuple[float, int]:
    """Messages a second between two shares of the recipients, and for how many it was done."""
    run_id = await _begin(scene, kind, content)
    bot = await scene.ready_bot(rate=RATE)
    first = await _reached(scene, run_id, FROM * people), time.monotonic()
    last = await _reached(scene, run_id, TO * people), time.monotonic()

    async def is_over() -> bool:
        return _state(scene, run_id) == "finished"

    await until(is_over, within=FINISHED_WITHIN, every=LOOK_EVERY, otherwise="it did not end")
    await bot.end()
    return (last[0] - first[0]) / (last[1] - first[1]), _done(scene, run_id)


async def _begin(scene: Stage, kind: RunKind, content: Content | None) -> int:
    """While no bot is at work; the next one finds it. The run's number."""
    database = await open_database(parse_url(f"sqlite+aiosqlite:///{scene.database}"))
    try:
        async with database.write() as connection:
            source = await broadcasts.newest(connection)
            assert source is not None
            child_id = await begun.add(
                connection,
                source,
                kind,
                content=source.content if content is None else content.dump(),
                audience=Audience(),
                by=ADMIN,
                now=int(time.time()),
            )
            child = await broadcasts.find(connection, child_id)
    finally:
        await database.close()
    assert child is not None
    return child.run_id or 0


async def _reached(scene: Stage, run_id: int, wanted: float) -> int:
    found = 0

    async def reached() -> bool:
        nonlocal found
        found = _done(scene, run_id)
        return found >= wanted

    await until(
        reached,
        within=FINISHED_WITHIN,
        every=LOOK_EVERY,
        otherwise=f"not even {wanted:.0f} were mended",
    )
    return found


def _done(scene: Stage, run_id: int) -> int:
    return int(_of_run(scene, "sent", run_id))


def _state(scene: Stage, run_id: int) -> str:
    return _of_run(scene, "state", run_id)


def _of_run(scene: Stage, column: str, run_id: int) -> str:
    with ledger.reading(scene.database) as connection:
        query = f"SELECT {column} FROM runs WHERE id = ?"
        return str(connection.execute(query, (run_id,)).fetchone()[0])


MENDED = Part(
    name="mended",
    title="Correcting and taking back",
    notes=(
        f"Limit {RATE}/s, BROADCAST_RATE={RATE}, latency {LATENCY * 1000:.0f} ms. A broadcast that "
        f"has ended is corrected, and then taken back, each in a life of the bot; counted in the "
        f"ledger while the recipients from {FROM:.0%} to {TO:.0%} are."
    ),
    measure=measure_mended,
)
