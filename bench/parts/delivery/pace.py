"""As fast as Telegram allows and never faster; and replies go ahead of the bulk."""

import asyncio
from collections.abc import Sequence
from statistics import median

from bench.clients.questions import Questions
from bench.frame.figures import (
    Figure,
    at_least,
    at_most,
    none_of,
    per_second,
    percentile,
    reported,
)
from bench.frame.marks import HERALD, Mark
from bench.frame.part import Finding, Part
from bench.stage.admin import Admin
from bench.stage.scene import MARKER, Stage, stage

RATE = 30  # messages/s: Telegram's limit in the sandbox, and BROADCAST_RATE
LATENCY = 0.04  # seconds
PEOPLE, PEOPLE_QUICK = 900, 450
FINISHED_WITHIN = 600.0  # seconds
AT_FIXED = f"messages/s at a fixed limit of {RATE}/s"
REFUSED = "the same: 429 answers"


async def measure_pace(*, quick: bool) -> Sequence[Finding]:
    people, seeds = (PEOPLE_QUICK, [0]) if quick else (PEOPLE, [0, 1, 2])
    async with asyncio.TaskGroup() as tasks:
        running = [tasks.create_task(_run(people, seed)) for seed in seeds]
    runs = [task.result() for task in running]
    rates = [rate for rate, _, _ in runs]
    return [
        at_least(f"messages/s, {people} recipients", median(rates), 29.5, "/s", digits=2),
        none_of("429 answers", sum(refused for _, refused, _ in runs)),
        *_worst([figure for _, _, figures in runs for figure in figures]),
        Mark(what=AT_FIXED, who=HERALD, value=median(rates), digits=1),
        Mark(what=REFUSED, who=HERALD, value=max(refused for _, refused, _ in runs)),
        *([reported("each run", ", ".join(f"{rate:.2f}/s" for rate in rates))] if runs[1:] else []),
    ]


async def _run(people: int, seed: int) -> tuple[float, int, list[Figure]]:
    """Messages/s, 429 answers, and what must be zero."""
    async with stage(seed=seed) as scene:
        since = await _broadcast(scene, people)
        timeline = await scene.control.timeline(MARKER)
        refused = (await scene.control.counts()).statuses.get("429", 0)
        rate = per_second([at for at in timeline.accepted if at >= since])
        return rate, refused, (await scene.verdict()).figures()


async def measure_replies(*, quick: bool) -> Sequence[Figure]:
    async with stage() as scene:
        questions = Questions(scene.control)
        since = await _broadcast(scene, PEOPLE_QUICK if quick else 3 * PEOPLE, questions)
        everything = await scene.control.timeline()
        bulk = await scene.control.timeline(MARKER)
        last = bulk.accepted[-1]
        refused = (await scene.control.counts()).statuses.get("429", 0)
    # The sandbox takes half its latency before it accepts: that part is not the bot's.
    waits = [wait - LATENCY / 2 for _, wait in questions.waits]
    sent = [at for at in everything.accepted if since <= at <= last]
    return [
        at_most("answer, 99th percentile", percentile(waits, 0.99), 0.3, "s", digits=3),
        reported("answer, median", f"{median(waits):.3f} s"),
        reported("answer, longest", f"{max(waits):.3f} s of {len(waits)} answers"),
        none_of("429 answers", refused),
        reported("messages/s meanwhile, answers included", f"{per_second(sent):.2f} /s"),
    ]


async def _broadcast(scene: Stage, people: int, questions: Questions | None = None) -> float:
    """From the first tap to the last message; gives the moment of the tap."""
    await scene.gather(people)
    await scene.control.limits(per_second=RATE, latency=LATENCY)
    await scene.ready_bot(rate=RATE)
    admin = Admin(scene)
    since = await admin.launch()
    if questions is None:
        await admin.finished(FINISHED_WITHIN)
    else:
        async with questions.going_on():
            await admin.finished(FINISHED_WITHIN)
    return since


def _worst(figures: Sequence[Figure]) -> list[Figure]:
    """Of each name the largest count, over all runs."""
    worst: dict[str, Figure] = {}
    for figure in figures:
        known = worst.setdefault(figure.name, figure)
        if int(figure.measured) > int(known.measured):
            worst[figure.name] = figure
    return list(worst.values())


PACE = Part(
    name="pace",
    title="Pace at Telegram's limit",
    notes=(
        f"Limit {RATE}/s, BROADCAST_RATE={RATE}, latency {LATENCY * 1000:.0f} ms; counted between "
        "the first and the last message that the sandbox accepted, while the admin's progress "
        "message is edited. Median of the runs, which go on at the same time."
    ),
    measure=measure_pace,
)
REPLIES = Part(
    name="replies",
    title="Answers while a broadcast runs",
    notes=(
        "Somebody new writes /start and the admin writes /status, in turn, two questions a second. "
        "From writing to the moment when the sandbox accepts the answer, less the half of its "
        "latency that lies before it."
    ),
    measure=measure_replies,
)
