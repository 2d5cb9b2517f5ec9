"""All parts, in the order of the table, and which of them may run at the same time."""

from collections.abc import Collection, Iterator, Sequence

from bench.cost import COST
from bench.crashes import CRASHES
from bench.faults import FAULTS
from bench.kills import KILLS, TERMS
from bench.million import MILLION
from bench.moving import MOVING_LIMIT, RIVALS, SILENT_LIMIT
from bench.pace import PACE, REPLIES
from bench.page import PAGE
from bench.paid import PAID
from bench.part import Part
from bench.sandbox_speed import SANDBOX
from bench.startup import STARTUP

PARTS = (
    PACE,
    REPLIES,
    MOVING_LIMIT,
    SILENT_LIMIT,
    RIVALS,
    CRASHES,
    FAULTS,
    KILLS,
    TERMS,
    MILLION,
    COST,
    PAID,
    STARTUP,
    SANDBOX,
    PAGE,
)
# These hardly use the processor, and what they measure are counts and waits of a second scale.
GENTLE = (
    {MOVING_LIMIT.name, SILENT_LIMIT.name},
    {RIVALS.name, CRASHES.name},
    {FAULTS.name, KILLS.name, TERMS.name},
)
GENTLE_QUICK = (
    {PACE.name, REPLIES.name, MOVING_LIMIT.name, SILENT_LIMIT.name},
    {RIVALS.name, CRASHES.name, FAULTS.name, KILLS.name, TERMS.name},
)


def rounds(names: Collection[str], *, quick: bool) -> Iterator[Sequence[Part]]:
    """Parts that run together, round after round; without names all of them."""
    left = [part for part in PARTS if not names or part.name in names]
    groups = GENTLE_QUICK if quick else GENTLE
    while left:
        group = next((one for one in groups if left[0].name in one), {left[0].name})
        yield [part for part in left if part.name in group]
        left = [part for part in left if part.name not in group]
