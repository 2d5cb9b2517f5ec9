"""What may differ from one engine to the next."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from botapi.sender import TIMEOUT
from broadcast.guards.canary import SafetyLimits
from broadcast.hours.house import GREENWICH
from broadcast.pace.forwards import USUAL
from broadcast.planning.policy import PlanningRules
from broadcast.sending.snapshot import Chunks
from runtime.outside import NOWHERE, Outside


@dataclass(frozen=True, kw_only=True, slots=True)
class EngineOptions:
    """What may differ from one engine to the next."""

    rate: float  # the ceiling, in messages/s
    mending_rate: float | None = None  # of mendings, in messages/s; None: the ceiling alone
    resend_uncertain: bool = False
    find_out: bool = False  # what became of calls whose answer was lost
    forward_rate: float = USUAL  # messages an hour
    safety: SafetyLimits = field(default_factory=SafetyLimits)
    planning: PlanningRules = field(default_factory=PlanningRules)
    timezone: ZoneInfo = GREENWICH  # of whoever's own is not known
    chunks: Chunks = field(default_factory=Chunks)
    outside: Outside = NOWHERE  # servers at addresses that admins give are asked by way of it
    # Where the bot's own server is reached, https://bot.example/r/42/; None: no link is counted.
    links_at: str | None = None
    call_timeout: float = TIMEOUT  # seconds of the machine's clock, whatever the engine's is
