"""The sandbox's page beside 100 000 people and 1 000 messages/s, in a real browser."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from statistics import median

from bench.clients.browser import opened
from bench.clients.raw_client import send_raw
from bench.frame.figures import Figure, at_least, at_most, percentile, reported
from bench.frame.part import Part
from bench.stage.proc import cpu_seconds
from bench.stage.scene import ADMIN, TOKEN, Stage, stage

PEOPLE = 100_000
RATE = 1_000  # messages/s: the sandbox's own limit holds the sender back to it
CONNECTIONS = 16
PATIENCE = 8.0  # seconds that the sandbox lets a call wait rather than answer 429
TEXT = "Hello"
SECONDS, SECONDS_QUICK = 20, 6
ROUND = 10_000  # messages of one round without a limit
ROUNDS, ROUNDS_QUICK = 5, 1


async def measure_page(*, quick: bool) -> Sequence[Figure]:
    seconds = SECONDS_QUICK if quick else SECONDS
    async with stage() as scene:
        await scene.know(PEOPLE)
        await scene.control.limits(per_second=RATE, silent_wait=PATIENCE)
        async with opened(scene.page, chat=ADMIN) as tab:
            await tab.rest()
            idle = await tab.frames(seconds)
            async with _sending(scene):
                busy = await tab.frames(seconds)
                answered = await tab.answer("Hello, are you there?")
                nodes = await tab.nodes()
            rate = await _accepted_rate(scene)
        shares = await _shares(scene, ROUNDS_QUICK if quick else ROUNDS)
    return [
        at_least("messages/s meanwhile", rate, 0.95 * RATE, "/s", digits=0),
        at_most("from one frame to the next, median", median(busy), 20, "ms", digits=1),
        reported("the same, 99 of 100", f"{percentile(busy, 0.99):.0f} ms"),
        reported("the same, longest", f"{max(busy):.0f} ms"),
        reported("with nothing sent: median, 99 of 100", _both(idle)),
        at_most("from a key to the message in the chat", answered, 500, "ms", digits=0),
        at_most("elements in the page", nodes, 4_000, "", digits=0),
        at_most(
            "CPU per sendMessage with the page open, of that without", median(shares), 1.25, "×"
        ),
    ]


@asynccontextmanager
async def _sending(scene: Stage) -> AsyncIterator[None]:
    """Somebody sends to one person after another until the block ends."""
    async with asyncio.TaskGroup() as group:
        sender = group.create_task(
            send_raw(scene.url, TOKEN, scene.people, connections=CONNECTIONS, text=TEXT)
        )
        yield
        sender.cancel()


async def _accepted_rate(scene: Stage) -> float:
    """Messages/s in the middle of what was sent: its first second spends what was saved up."""
    moments = (await scene.control.timeline(TEXT)).accepted
    middle = [one for one in moments if moments[0] + 2 <= one <= moments[-1] - 1]
    return len(middle) / (middle[-1] - middle[0])


async def _shares(scene: Stage, rounds: int) -> list[float]:
    """What a message costs the sandbox with a page open, beside without, round by round."""
    await scene.control.limits(per_second=None)
    shares = []
    for _ in range(rounds):
        alone = await _cost(scene)
        async with opened(scene.page, chat=ADMIN) as tab:
            await tab.rest()
            shares.append(await _cost(scene) / alone)
    return shares


async def _cost(scene: Stage) -> float:
    """Seconds of the sandbox's processor for one message to each of a few thousand people."""
    begun = cpu_seconds(scene.sandbox.pid)
    few = scene.people[:ROUND]
    await send_raw(scene.url, TOKEN, few, connections=CONNECTIONS, text=TEXT)
    return cpu_seconds(scene.sandbox.pid) - begun


def _both(gaps: Sequence[float]) -> str:
    return f"{median(gaps):.1f} ms, {percentile(gaps, 0.99):.0f} ms"


PAGE = Part(
    name="page",
    title="The sandbox's page",
    notes=(
        f"The page in Chromium with a chat open, {PEOPLE:,} simulated people, and {RATE:,} "
        "messages/s sent to them. Browser, sandbox and sender share the machine's cores. Needs "
        "Chromium (`make test-browser` installs it)."
    ).replace(",000", " 000"),
    measure=measure_page,
)
