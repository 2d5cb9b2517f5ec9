"""What the network and Telegram do meanwhile."""

import random
from collections.abc import Callable
from typing import Any

from botapi_sandbox.control import Control
from botapi_sandbox.trouble.faults import KINDS, MANNERS

# Answers that say what no answer can: status, body, and whether the message arrived.
ODD: tuple[tuple[int, str, float], ...] = (
    (400, '{"ok": false}', 0),
    (403, '{"ok": false, "error_code": 403, "description": null}', 0),
    (400, '{"ok": false, "description": "?", "parameters": {"migrate_to_chat_id": 1e30}}', 0),
    (429, '{"ok": false, "parameters": {"retry_after": "soon"}}', 0),
    (200, '{"ok": true, "result": {"message_id": 123456789012345678901234567890}}', 1),
    (200, '{"ok": false, "error_code": "x", "description": ["no"]}', 0),
    (500, "[]", 0.5),
    (418, "tea", 0.5),
)
CALM_RATE = 1_000  # messages/s that Telegram takes when the storm is over


class FaultInjection:
    """Faults, outages, bans and moods of the sandbox."""

    def __init__(self, control: Control, chance: random.Random, *, latest: float) -> None:
        """`latest`: so many seconds after it left a call may land."""
        self._latest = latest
        self._control = control
        self._chance = chance

    async def fault(self) -> None:
        """One kind more, for a few calls or for a while."""
        chance, kind = self._chance, self._chance.choice(sorted(KINDS))
        few = {"next": chance.randint(1, 5), "skip": chance.randint(0, 20)}
        often = {"share": chance.uniform(0.05, 0.4), "seconds": chance.uniform(1, 8)}
        fields: dict[str, Any] = chance.choice((few, often))
        fields |= {
            "accepted": chance.choice((0.0, 0.5, 1.0)),
            "delay": chance.uniform(0.5, self._latest),
            "retry_after": chance.choice((1, 3, 8)),
        }
        await self._control.faults(**{kind: fields})

    async def odd(self) -> None:
        """A few answers that nothing should break over."""
        status, body, accepted = self._chance.choice(ODD)
        few = {"next": self._chance.randint(1, 4), "skip": self._chance.randint(0, 10)}
        fault = few | {"status": status, "body": body, "accepted": accepted}
        await self._control.faults(odd=fault)

    async def outage(self) -> None:
        manner = self._chance.choice(MANNERS)
        await self._control.outage(self._chance.uniform(0.5, 20), manner)

    async def ban(self) -> None:
        await self._control.ban(self._chance.choice((1, 5, 20)))

    async def chats_flood(self, chats: list[int]) -> None:
        """These chats want no more for a while: their own flood, which looks like any other."""
        seconds = self._chance.choice((2, 10, 40))
        await self._control.chat_flood(chats, seconds, edits=self._chance.random() < 0.3)

    async def edits_flood(self) -> None:
        await self._control.edits_flood(self._chance.choice((5, 40)))

    async def limits(self) -> None:
        """Another ceiling, and slower or quicker answers."""
        chance: Callable[..., Any] = self._chance.choice
        await self._control.limits(
            per_second=chance((8, 20, 30, CALM_RATE)),
            latency=chance((0.0, 0.1, 0.6)),
            latency_sigma=chance((0.0, 0.5)),
            silent_wait=chance((0, 0, 4)),
            prolong=chance((0, 1)),
            ban=chance((1, 3)),
        )

    async def clear(self) -> None:
        """Everything ends; what was to land later lands."""
        await self._control.pardon()
        await self._control.no_faults()
        await self._control.limits(per_second=CALM_RATE, latency=0, silent_wait=0, prolong=0)
        await self._control.advance(60)
