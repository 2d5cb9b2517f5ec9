"""What is waiting for a bot, and the long poll that fetches it."""

import asyncio
from collections import deque
from typing import Any

from botapi_sandbox.ground.clock import Clock, resolve
from botapi_sandbox.ground.errors import ApiError, conflict

Update = dict[str, Any]

ASKED_FOR_ONLY = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that come only to who names them in allowed_updates (Bot API: getUpdates)."""

MADE = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "callback_query",
        "poll",
        "poll_answer",
        "message_reaction",
        "message_reaction_count",
    }
)
"""What this Telegram makes by itself. Each kind is held against answers.json by a
test; the verb `update` pushes anything at all."""

LONGEST_POLL = 50  # seconds; the server cuts longer ones
BATCH = 100  # updates
KEPT = 24 * 3600.0  # seconds; older ones nobody will ever see (Bot API: Getting updates)


class UpdateQueue:
    """Updates in order, kept until confirmed by a higher offset."""

    def __init__(self, clock: Clock, first_id: int) -> None:
        self._clock = clock
        self._next_id = first_id
        self._floor = first_id
        self._waiting: deque[Update] = deque()
        self._since: deque[float] = deque()  # when each of them came, sandbox seconds
        self._poller: asyncio.Future[ApiError | None] | None = None
        self._arrived = asyncio.Event()
        self._taken = asyncio.Event()
        self.allowed: frozenset[str] | None = None
        self.polled = False

    def __len__(self) -> int:
        self._forget()
        return len(self._waiting)

    def wants(self, kind: str) -> bool:
        return kind not in ASKED_FOR_ONLY if self.allowed is None else kind in self.allowed

    def allow(self, kinds: list[str] | None) -> None:
        """An empty list means the default set; None leaves what was chosen before."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def push(self, kind: str, payload: Any) -> None:
        """Filtered on the way in, as Telegram does: asking for more later brings nothing back."""
        if kind not in MADE:
            raise ValueError(f"{kind}: add it to MADE, and to its test")
        if self.wants(kind):
            self.push_raw({kind: payload})

    def push_raw(self, fields: Update) -> int:
        update_id = self._next_id
        self._next_id += 1
        self._waiting.append({"update_id": update_id, **fields})
        self._since.append(self._clock.now())
        self._arrived.set()
        self._end_poll(None)
        return update_id

    def put_back(self, update: Update) -> None:
        """What a webhook took and its server did not; nothing that was dropped meanwhile."""
        now = self._clock.now()
        if update["update_id"] >= self._floor:
            place = sum(each["update_id"] < update["update_id"] for each in self._waiting)
            self._waiting.insert(place, update)
            self._since.insert(place, self._since[place] if place < len(self._since) else now)
            self._arrived.set()

    def drop(self) -> None:
        self._waiting.clear()
        self._since.clear()
        self._floor = self._next_id
        self._taken.set()

    def release(self) -> None:
        """A waiting poll answers now, with what there is."""
        self._end_poll(None)

    def take_over(self) -> None:
        """A webhook is set: a waiting poll ends."""
        self._end_poll(conflict("terminated by setWebhook request"))

    async def poll(self, offset: int, limit: int, timeout: int) -> list[Update]:
        """Ends another poll that waits: one poller for each bot."""
        self.polled = True
        self._end_poll(
            conflict(
                "terminated by other getUpdates request; "
                "make sure that only one bot instance is running"
            )
        )
        self._confirm(offset)
        self._forget()
        if not self._waiting and timeout > 0:
            await self._wait(min(timeout, LONGEST_POLL))
        return [self._waiting[n] for n in range(min(limit, BATCH, len(self._waiting)))]

    async def take(self) -> Update:
        """The next update, removed: what a webhook is fed from."""
        self._forget()
        while not self._waiting:
            self._arrived.clear()
            await self._arrived.wait()
        self._taken.set()
        return self._next()

    async def room(self, most: int) -> None:
        """Waits until fewer than `most` updates are kept, so that a crowd can be streamed."""
        while len(self._waiting) >= most:
            self._taken.clear()
            await self._taken.wait()

    def _confirm(self, offset: int) -> None:
        if offset < 0:  # Bot API: counted from the end of the queue, the rest is forgotten
            while len(self._waiting) > -offset:
                self._next()
        while self._waiting and self._waiting[0]["update_id"] < offset:
            self._next()
        self._taken.set()

    def _next(self) -> Update:
        self._since.popleft()
        return self._waiting.popleft()

    def _forget(self) -> None:
        """What nobody fetched in time."""
        oldest = self._clock.now() - KEPT
        while self._since and self._since[0] <= oldest:
            self._next()

    async def _wait(self, seconds: float) -> None:
        poller: asyncio.Future[ApiError | None] = asyncio.get_running_loop().create_future()
        self._poller = poller
        alarm = self._clock.call_later(seconds, lambda: resolve(poller))
        try:
            refusal = await poller
        finally:
            self._clock.cancel(alarm)
            if self._poller is poller:
                self._poller = None
        if refusal is not None:
            raise refusal

    def _end_poll(self, outcome: ApiError | None) -> None:
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(outcome)
        self._poller = None
