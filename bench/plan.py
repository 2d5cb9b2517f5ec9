"""All parts, in the order of the table, and which of them may run at the same time."""

from collections.abc import Collection, Iterator, Sequence

from bench.frame.part import Part
from bench.parts.delivery.answers import ANSWERS
from bench.parts.delivery.crashes import CRASHES
from bench.parts.delivery.faults import FAULTS
from bench.parts.delivery.found_out import FOUND_OUT
from bench.parts.delivery.kills import KILLS, TERMS
from bench.parts.delivery.moving import MOVING_LIMIT, RIVALS, SILENT_LIMIT
from bench.parts.delivery.pace import PACE, REPLIES
from bench.parts.fleet.forward import FORWARD
from bench.parts.fleet.handover import HANDOVER
from bench.parts.fleet.load import FLEET
from bench.parts.server.both import BOTH
from bench.parts.several.bots import BOTS_AT_REST
from bench.parts.several.low_rates import SEVERAL
from bench.parts.speed.audiences import AUDIENCES
from bench.parts.speed.beside_bare import BESIDE_BARE
from bench.parts.speed.cost import COST
from bench.parts.speed.million import MILLION
from bench.parts.speed.page import PAGE
from bench.parts.speed.paid import PAID
from bench.parts.speed.personal import PERSONAL_TEXTS
from bench.parts.speed.reports import REPORTS
from bench.parts.speed.sandbox_speed import SANDBOX
from bench.parts.speed.startup import STARTUP
from bench.parts.studio.api import API
from bench.parts.studio.clicks import CLICKS
from bench.parts.studio.mended import MENDED
from bench.parts.studio.planned import PLANS
from bench.parts.studio.series import WELCOME

PARTS = (
    PACE,
    REPLIES,
    ANSWERS,
    MOVING_LIMIT,
    SILENT_LIMIT,
    RIVALS,
    CRASHES,
    FAULTS,
    KILLS,
    TERMS,
    FOUND_OUT,
    MILLION,
    AUDIENCES,
    BESIDE_BARE,
    COST,
    SEVERAL,
    BOTS_AT_REST,
    BOTH,
    FLEET,
    FORWARD,
    HANDOVER,
    PERSONAL_TEXTS,
    PAID,
    REPORTS,
    PLANS,
    WELCOME,
    CLICKS,
    API,
    MENDED,
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
