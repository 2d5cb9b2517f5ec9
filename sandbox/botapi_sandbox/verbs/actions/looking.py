"""Looking: at chats, and at what was counted."""

import asyncio
from typing import Any

from botapi_sandbox.call.world import World
from botapi_sandbox.content.contents import Body
from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.methods.commands import scope_key
from botapi_sandbox.people.persons import Standing
from botapi_sandbox.state.account import Account

BACK = 100  # messages of a chat looked through for a text
MOST_PEOPLE = 10_000_000  # looked at by one question
STEP = 20_000  # people looked at before others get their turn


class LookingVerbs:
    def __init__(self, world: World) -> None:
        self._world = world

    async def chat(self, *, chat_id: int, last: int = 50, token: str | None = None) -> list[Body]:
        """Its newest messages, oldest first, deleted ones left out; their `sandbox` holds what the
        Bot API does not show: outgoing, silent, keyboard, voted."""
        account = self._bot(token)
        if account is None:
            return []
        numbers = self._world.journal(account, chat_id).of_chat(chat_id, last)
        return [self._shown(account, chat_id, number) for number in numbers]

    async def last_message(self, *, chat_id: int, token: str | None = None) -> Body | None:
        """The same of the newest one; null without any."""
        messages = await self.chat(chat_id=chat_id, last=1, token=token)
        return messages[0] if messages else None

    async def pinned(self, *, chat_id: int, token: str | None = None) -> list[int]:
        """The numbers of the pinned messages there, the one pinned last at the end."""
        account = self._bot(token)
        if account is None:
            return []
        return self._world.pins.of(self._world.journal(account, chat_id), chat_id)

    async def wait_for(
        self, *, chat_id: int, contains: str, timeout: float = 5.0, token: str | None = None
    ) -> Body:
        """The newest message of that chat whose text contains that; waits for it, edits
        included. `timeout` in wall-clock seconds."""
        loop = asyncio.get_running_loop()
        end = loop.time() + timeout
        while True:
            found = self._find(chat_id, contains, token)
            if found is not None:
                return found
            left = end - loop.time()
            if left <= 0:
                raise ControlError(f"nothing in chat {chat_id} contains {contains!r}")
            await self._world.change_in(chat_id, left)

    async def commands(
        self,
        *,
        scope: dict[str, Any] | None = None,
        language: str = "",
        token: str | None = None,
    ) -> list[dict[str, str]]:
        """What setMyCommands stored for exactly that scope and language."""
        account = self._bot(token)
        if account is None:
            return []
        return account.commands.get((scope_key(scope or {"type": "default"}), language), [])

    async def counts(
        self, *, contains: str | None = None, token: str | None = None
    ) -> dict[str, Any]:
        """Of all bots: `sends`, `accepted`, `recipients`, `per_method`, `statuses`, `paid` (what
        cost Stars, by method), `duplicates`: chats that got the same content of a bot twice; with
        `contains`, any two contents that contain it. `token`, here and in the next three: of what
        that bot sent alone; here `accepted`, `recipients` and `duplicates`."""
        tally = self._world.tally
        chosen = self._chosen(contains, token)
        got = tally.delivered(chosen)
        return {
            "sends": tally.sends,
            "accepted": got.total,
            "recipients": got.chats,
            "duplicates": tally.duplicates(chosen),
            "per_method": dict(tally.methods),
            "statuses": dict(tally.statuses),
            "paid": dict(tally.paid),
        }

    async def missed(
        self, *, contains: str, first_id: int, count: int, token: str | None = None
    ) -> list[int]:
        """Who of a range got nothing that contains it, those the bot cannot write to left out."""
        if count > MOST_PEOPLE:
            raise ControlError(f"missed: at most {MOST_PEOPLE} people at once")
        got = self._world.tally.delivered(self._chosen(contains, token))
        people = self._world.people
        missing = []
        for user_id in range(first_id, first_id + count):
            if not got.get(user_id) and people.standing(user_id) is Standing.ACTIVE:
                missing.append(user_id)
            if user_id % STEP == 0:
                await asyncio.sleep(0)
        return missing

    async def delivered(
        self, *, contains: str | None = None, token: str | None = None
    ) -> list[list[int]]:
        """[chat, times] for everybody who got it."""
        got = self._world.tally.delivered(self._chosen(contains, token))
        return [[chat_id, times] for chat_id, times in got.items()]

    async def landed(
        self,
        *,
        contains: str | None = None,
        data: str | None = None,
        token: str | None = None,
    ) -> list[tuple[int, int, float]]:
        """[chat, number, sandbox seconds] of each message that calls of the bot brought about, in
        that order: whether or not the answer arrived, late ones when they landed, and those that
        were changed or deleted since. `data`: with a button whose callback data contain that."""
        return self._world.tally.landed(self._chosen(contains, token, data))

    async def timeline(
        self, *, contains: str | None = None, token: str | None = None
    ) -> dict[str, list[float]]:
        """When sends were accepted and refused by 429, in sandbox seconds since the start; and
        how many seconds each accepted one had waited silently."""
        return self._world.tally.times(self._chosen(contains, token))

    async def calls(
        self, *, errors: bool = False, count: int = 100, after: int = 0
    ) -> dict[str, Any]:
        """The newest calls of all bots, newest first, with a number above `after`; `errors`: only
        what was refused, met a fault, or was overlooked in the lenient mode. `lacking`: methods
        this sandbox does not have."""
        found = self._world.calls.newest(max(0, count), errors=errors, after=after)
        return {
            "calls": [each.told() for each in found],
            "total": self._world.calls.total,
            "lacking": dict(self._world.calls.lacking),
        }

    async def callers(self) -> list[dict[str, Any]]:
        """Who called for which bot, by the header X-Sandbox-Caller, in the order of their first
        calls: how many calls and sends, when the `first` and the `last` came, getUpdates aside;
        `polled`: when that came last. Moments in sandbox seconds."""
        return [each.told() for each in self._world.callers.all()]

    async def bots(self) -> list[Body]:
        """Every bot that called, with what waits for it."""
        return [
            {
                "id": account.id,
                "username": account.username,
                "token": account.token,
                "messages": len(account.journal),
                "waiting": len(account.updates),
                "polled": account.updates.polled,
                "webhook": account.webhook.url if account.webhook else "",
            }
            for account in self._world.accounts.all()
        ]

    def _chosen(
        self, contains: str | None, token: str | None, data: str | None = None
    ) -> list[int] | None:
        if contains is None and token is None and data is None:
            return None
        bot = None if token is None else self._world.accounts.of(token).id
        return self._world.contents.containing(contains, bot, data)

    def _bot(self, token: str | None) -> Account | None:
        if token is not None:
            return self._world.accounts.of(token)
        accounts = self._world.accounts.all()
        return accounts[0] if accounts else None

    def _shown(self, account: Account, chat_id: int, number: int) -> Body:
        return self._world.render.message(account, chat_id, number, private=True)

    def _find(self, chat_id: int, contains: str, token: str | None) -> Body | None:
        account = self._bot(token)
        if account is None:
            return None
        journal = self._world.journal(account, chat_id)
        for number in reversed(journal.of_chat(chat_id, BACK)):
            if contains in self._world.contents[journal.content(number)].words:
                return self._shown(account, chat_id, number)
        return None
