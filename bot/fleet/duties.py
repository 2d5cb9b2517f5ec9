"""The bots that this node is to serve, each with its job, for as long as it is this node's."""

import asyncio
from dataclasses import dataclass, field

from bot.settings.settings import Settings
from runtime.lease import HeartbeatLease


@dataclass(kw_only=True)
class Duty:
    """To serve a bot until somebody says otherwise."""

    job: int  # and the epoch
    bot: int
    lease: HeartbeatLease
    too_old: bool = False  # this Herald, for the bot's database
    behind: int | None = None  # the epoch with which it was taken over, above this job's number
    ending: bool = False
    _lost: "asyncio.Future[str]" = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )

    def lose(self, why: str) -> None:
        """Somebody else may have it from now on."""
        self.lease.end()
        if not self._lost.done():
            self._lost.set_result(why)

    @property
    def is_lost(self) -> bool:
        return self._lost.done()

    async def lost(self) -> str:
        return await asyncio.shield(self._lost)


class Duties:
    """By bot: there is one of each at most."""

    def __init__(self, node: str) -> None:
        self._node = node
        self._duties: dict[int, Duty] = {}

    def begin(self, job: int, bot: int, begun: float) -> Duty:
        """`begun`: when the last heartbeat did, which came through."""
        lease = HeartbeatLease(holder=f"{self._node}/{job}")
        lease.renew(begun)
        duty = self._duties[bot] = Duty(job=job, bot=bot, lease=lease)
        return duty

    def end(self, duty: Duty) -> None:
        if self._duties.get(duty.bot) is duty:
            del self._duties[duty.bot]

    def of(self, settings: Settings) -> Duty | None:
        """Whose settings they are says the token."""
        return self._duties.get(settings.bot_id)

    def of_bot(self, bot: int) -> Duty | None:
        return self._duties.get(bot)

    def __len__(self) -> int:
        return len(self._duties)

    def all(self) -> tuple[Duty, ...]:
        return tuple(self._duties.values())
