"""One broadcast as fast as the processor allows: limits and latency off."""

from dataclasses import dataclass

from bench.frame.figures import per_second
from bench.stage.admin import Admin, Composed
from bench.stage.proc import cpu_seconds, memory, reset_peak
from bench.stage.scene import MARKER, highest_rate, stage

SLOWEST = 200.0  # messages/s: who is slower has failed


@dataclass(frozen=True, kw_only=True, slots=True)
class Busy:
    rate: float  # messages/s
    cpu: float  # seconds per message, of the whole process, from Confirm to the end
    bytes: float  # of database per recipient
    memory: int  # bytes above the idle bot's, at its peak


async def busy_broadcast(
    people: int,
    *,
    composed: Composed | None = None,
    rate: float | None = None,
    find_out: bool = True,
) -> Busy:
    """`rate` in messages/s; None: as fast as it goes. `find_out`: as it is unless somebody says
    otherwise; no answer is lost here."""
    async with stage() as scene:
        await scene.control.limits(per_second=None)
        await scene.gather(people)
        empty = scene.database.stat().st_size
        bot = await scene.ready_bot(rate=rate or highest_rate(), FIND_OUT=str(find_out).lower())
        reset_peak(bot.pid)
        idle = memory(bot.pid).resident
        admin = Admin(scene)
        await admin.compose(composed)
        before = cpu_seconds(bot.pid)
        since = await admin.confirm()
        await admin.finished(people / SLOWEST + 60)
        spent, peak = cpu_seconds(bot.pid) - before, memory(bot.pid).peak
        timeline = await scene.control.timeline(MARKER)
        await bot.end()  # the last connection empties the write-ahead log into the file
        grown = scene.database.stat().st_size - empty
    return Busy(
        rate=per_second([at for at in timeline.accepted if at > since]),
        cpu=spent / people,
        bytes=grown / people,
        memory=peak - idle,
    )
