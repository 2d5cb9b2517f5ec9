"""Thousands of answers within seconds delay neither the broadcast nor the admins."""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from statistics import median

from bench.clients.questions import Questions
from bench.clients.tappers import Tappers
from bench.frame.figures import Figure, at_least, at_most, none_of, per_second, percentile, reported
from bench.frame.part import Part
from bench.parts.delivery.pace import FINISHED_WITHIN, LATENCY, RATE
from bench.stage.admin import Admin
from bench.stage.proc import cpu_seconds
from bench.stage.scene import MARKER, Stage, stage

TAPS, SECONDS = 5_000, 10.0
PEOPLE = 900  # recipients: half a minute's broadcast, with the taps in its middle
BUTTONS = "Red - answer: Red it is | Blue - answer: Blue it is"
BEFORE = 5.0  # seconds of the broadcast before the first tap


async def measure_answers(*, quick: bool) -> Sequence[Figure]:
    del quick  # it is as long as what it measures
    async with stage() as scene:
        await scene.gather(PEOPLE)
        await scene.control.add_users(TAPS - PEOPLE, scene.people.stop)
        await scene.control.limits(per_second=RATE, latency=LATENCY)
        bot = await scene.ready_bot(rate=RATE)
        admin, questions = Admin(scene), Questions(scene.control)
        await admin.compose(buttons=BUTTONS)
        since = await admin.confirm()
        taps = Tappers(control=scene.control, data=[f"answer:1:0:{number}" for number in (0, 1)])
        async with questions.going_on():
            await asyncio.sleep(BEFORE)
            begun, before = await scene.control.now(), cpu_seconds(bot.pid)
            await taps.tap(_tappers(scene), seconds=SECONDS)
            ended, after = await scene.control.now(), cpu_seconds(bot.pid)
            await admin.finished(FINISHED_WITHIN)
        everything = (await scene.control.timeline()).accepted
        bulk = (await scene.control.timeline(MARKER)).accepted
        refused = (await scene.control.counts()).statuses.get("429", 0)
        counted = _counted(scene.database)
        verdict = await scene.verdict()
    meanwhile = [at for at in everything if begun <= at <= ended]
    in_all = [at for at in everything if since < at <= bulk[-1]]
    waits = [wait - LATENCY / 2 for _, wait in questions.waits]
    return [
        at_least(
            "messages/s while they tap, answers included",
            per_second(meanwhile),
            0.98 * RATE,
            "/s",
            digits=2,
        ),
        at_most("answer to others, 99th percentile", percentile(waits, 0.99), 0.3, "s", digits=3),
        none_of("taps without a pop-up", taps.unanswered),
        none_of("taps that are not counted", TAPS - counted),
        none_of("429 answers", refused),
        *verdict.figures(),
        reported("the same, to the last message", f"{per_second(in_all):.2f} /s"),
        reported("processor meanwhile, of one core", f"{(after - before) / (ended - begun):.0%}"),
        reported("pop-up, median", f"{median(taps.waits):.3f} s"),
        reported("pop-up, 99th percentile", f"{percentile(taps.waits, 0.99):.3f} s"),
    ]


def _tappers(scene: Stage) -> range:
    """Its recipients, some of whom do not have it yet, and many more with forwarded copies."""
    return range(scene.people.start, scene.people.start + TAPS)


def _counted(database: Path) -> int:
    query = "SELECT sum(recipients + strangers) FROM answer_tallies"
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute(query).fetchone()[0] or 0)


ANSWERS = Part(
    name="answers",
    title="Five thousand answers within ten seconds",
    notes=(
        f"A broadcast at {RATE}/s to {PEOPLE}, latency {LATENCY * 1000:.0f} ms; after "
        f"{BEFORE:.0f} s {TAPS} people tap its answer buttons within {SECONDS:.0f} s, most of them "
        "in forwarded copies, while somebody new writes /start and the admin writes /status, in "
        "turn, two questions a second. A pop-up is timed from the tap until the sandbox accepts it."
    ),
    measure=measure_answers,
)
