"""Everything that goes wrong in a bad hour: nobody lost, nobody twice, the doubtful ones few."""

import re
from collections.abc import Sequence

from bench.frame.figures import Figure, at_most, reported
from bench.frame.part import Part
from bench.stage import ledger
from bench.stage.admin import Admin
from bench.stage.scene import MARKER, Stage, stage
from bench.stage.waiting import until
from broadcast.guards.circuit_breaker import IN_A_ROW
from db.schema.states import DeliveryState

RATE = 30  # messages/s, in the sandbox's seconds
LATENCY = 0.04
BLOCKED_SHARE, HTML_SHARE, LOST_SHARE = 0.05, 0.01, 0.005
BAN, OUTAGE, OUTAGE_QUICK = 35.0, 600.0, 120.0  # sandbox seconds
FINISHED_WITHIN = 300.0  # wall-clock seconds
IN_FLIGHT = 0.5  # seconds of the rate: what may be under way when an outage begins
LOOK_EVERY = 0.05  # wall-clock seconds


async def measure_faults(*, quick: bool) -> Sequence[Figure]:
    people, speed = (1_500, 5.0) if quick else (9_000, 10.0)
    async with stage(speed=speed) as scene:
        await scene.gather(people, blocked_share=BLOCKED_SHARE)
        await scene.control.limits(per_second=RATE, latency=LATENCY)
        await scene.ready_bot("-m", "bench.rivals.fast_bot", f"{speed:g}", rate=RATE)
        admin = Admin(scene)
        await admin.compose()
        await scene.control.faults(html_502=HTML_SHARE, lost_after=LOST_SHARE)
        since = await admin.confirm()
        await _reach(scene, people // 3)
        await scene.control.ban(BAN)
        await _reach(scene, people * 2 // 3)
        await scene.control.outage(OUTAGE_QUICK if quick else OUTAGE)
        await admin.finished(FINISHED_WITHIN)
        took = await scene.control.now() - since
        await scene.control.no_faults()
        return await _figures(scene, await admin.report(), took)


async def _reach(scene: Stage, count: int) -> None:
    """Until so many have the message."""

    async def reached() -> bool:
        return (await scene.control.counts(MARKER)).recipients >= count

    await until(
        reached,
        within=FINISHED_WITHIN,
        every=LOOK_EVERY,
        otherwise=f"the broadcast did not reach {count} people",
    )


async def _figures(scene: Stage, report: str, took: float) -> list[Figure]:
    verdict = await scene.verdict()
    statuses = (await scene.control.counts()).statuses
    injected = statuses.get("html_502", 0) + statuses.get("lost_after", 0)
    listed = [
        state
        for state in ledger.outcomes(scene.database).values()
        if state == DeliveryState.UNCERTAIN
    ]
    told = re.search(r"Uncertain: (\d+)", report)
    return [
        *verdict.figures(),
        Figure(
            name="uncertain, by the report and listed in the ledger",
            measured=f"{told.group(1) if told else 'not told'} and {len(listed)}",
            target="equal",
            reached=bool(told) and int(told.group(1)) == len(listed) if told else False,
        ),
        at_most(
            f"uncertain beyond the {injected} answers that were lost one by one",
            verdict.uncertain - injected,
            RATE * IN_FLIGHT + IN_A_ROW,
            "recipients",
            digits=0,
        ),
        reported(
            "of the uncertain, arrived", f"{verdict.uncertain_arrived} of {verdict.uncertain}"
        ),
        reported("429 answers (the ban's are among them)", str(statuses.get("429", 0))),
        reported("it took", f"{took:.0f} s by the sandbox's clock, for {len(scene.people)} people"),
    ]


FAULTS = Part(
    name="faults",
    title="A bad hour",
    notes=(
        f"{BLOCKED_SHARE:.0%} blocked, {HTML_SHARE:.0%} HTML 502, {LOST_SHARE:.1%} answers lost "
        f"after acceptance, a ban of {BAN:.0f} s after a third and an outage of {OUTAGE:.0f} s "
        f"({OUTAGE_QUICK:.0f} s with QUICK=1) after two thirds of the people; sandbox and bot on "
        "clocks that run 10 times as fast (5 times). "
        "An answer that was lost one by one may also hit a reply or an edit of the progress "
        "message: then it makes nobody uncertain."
    ),
    measure=measure_faults,
)
