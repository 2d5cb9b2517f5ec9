"""Limits, faults, outages, bans: changing how this Telegram behaves."""

from dataclasses import asdict
from typing import Any

from botapi_sandbox.call.world import World
from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.trouble.chat_refusals import Refusal

LAST_DATE = 2**31 - 1  # Bot API: a date is a whole number of 32 bits


class TroubleVerbs:
    def __init__(self, world: World) -> None:
        self._world = world

    async def limits(self, **changes: Any) -> dict[str, Any]:
        """Changes what is named, `like` ("strict", "plain") all; gives all of them."""
        self._world.change_limits(changes)
        return asdict(self._world.limits)

    async def lenient(self, *, on: bool = True) -> dict[str, bool]:
        """Overlooks what the real server overlooks: unknown parameters and fields, numbers in the
        place of texts, entities that cannot be read. The log of calls tells of each."""
        self._world.lenient = on
        return {"lenient": on}

    async def faults(self, **changes: Any) -> dict[str, Any]:
        """`kind`: a share, or an object of fields; null or 0 ends one. Gives those in force."""
        world = self._world
        world.faults.change(changes, world.clock.now())
        return {each.pop("kind"): each for each in world.faults.listed(world.clock.now())}

    async def refuse(
        self,
        *,
        chat_ids: list[int],
        description: str,
        code: int = 400,
        methods: list[str] | None = None,
        migrate_to_chat_id: int | None = None,
    ) -> dict[str, bool]:
        """These chats refuse what is sent to them, so worded; `methods`: of such calls only."""
        refusal = Refusal(
            code=code,
            description=description,
            methods=frozenset(methods or ()),
            migrate_to_chat_id=migrate_to_chat_id,
        )
        self._world.chat_refusals.refuse(chat_ids, refusal)
        return {"ok": True}

    async def relent(self, *, chat_ids: list[int] | None = None) -> dict[str, bool]:
        """These chats (None: all) take what is sent to them again."""
        self._world.chat_refusals.relent(chat_ids)
        return {"ok": True}

    async def no_faults(self) -> dict[str, bool]:
        """Back to normal: every fault ends, an outage too, nobody refuses any more, and the bot
        hears of all that takes a number."""
        self._world.faults.clear()
        self._world.silence.clear()
        self._world.chat_refusals.relent(None)
        if self._world.port is not None:
            self._world.port.reopen()
        return {"ok": True}

    async def outage(self, *, seconds: float, manner: str = "html_502") -> dict[str, float]:
        """Everything fails for so long; returns when it ends, in sandbox seconds."""
        world = self._world
        world.faults.outage(seconds, manner, world.clock.now())
        if manner == "refuse" and world.port is not None:
            await world.port.refuse(seconds)
        return {"until": world.faults.outage_until}

    async def ban(self, *, seconds: float, token: str | None = None) -> dict[str, float]:
        """429 for every send from now on, whatever the rate."""
        world = self._world
        for account in world.bots(token):
            world.limiters[account.id].ban(seconds, world.clock.now())
            world.send_queue(account).changed()
        return {"until": world.clock.now() + seconds}

    async def pardon(self, *, token: str | None = None) -> dict[str, bool]:
        """Ends the ban of every bot, or of one."""
        for account in self._world.bots(token):
            self._world.limiters[account.id].pardon()
        return {"ok": True}

    async def revoke(self, *, token: str) -> dict[str, bool]:
        """That token gets 401 from now on; another token of the same bot does not."""
        self._world.accounts.revoke(token)
        return {"ok": True}

    async def advance(self, *, seconds: float) -> dict[str, float]:
        """Moves the sandbox's clock forward at once, never back."""
        if seconds < 0:
            raise ControlError("advance: the clock goes forward only")
        self._world.clock.advance(seconds)
        return {"now": self._world.clock.now()}

    async def set_clock(self, *, date: int) -> dict[str, float]:
        """What time it is here: `date` in Unix seconds, and it goes on from there. Forward is as
        `advance`; back changes the `date` of what comes and no wait."""
        if not 0 < date <= LAST_DATE:
            raise ControlError(f"set_clock: Unix seconds, from 1 to {LAST_DATE}")
        clock = self._world.clock
        clock.set_date(date)
        return {"now": clock.now(), "date": clock.date()}

    async def now(self) -> dict[str, float]:
        """The sandbox's clock: seconds since the start, as a date, and how fast it runs."""
        clock = self._world.clock
        return {"now": clock.now(), "date": clock.date(), "speed": clock.speed}

    async def reset(self) -> dict[str, bool]:
        """As if just started; revoked tokens work again."""
        self._world.reset()
        return {"ok": True}
