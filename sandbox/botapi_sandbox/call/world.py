"""Everything there is in this Telegram, and the few things that happen to all of it."""

import asyncio
import random
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from botapi_sandbox.call.call_log import Calls
from botapi_sandbox.call.callers import Callers
from botapi_sandbox.content.contents import Body, Content, Contents
from botapi_sandbox.flood.limiter import Limiter
from botapi_sandbox.flood.limits import STRICT, Limits
from botapi_sandbox.flood.send_queue import SendQueue
from botapi_sandbox.ground.clock import Clock
from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.ground.port import Port
from botapi_sandbox.ground.tasks import Tasks
from botapi_sandbox.people.people import People
from botapi_sandbox.people.persons import Person
from botapi_sandbox.people.reactions import Reactions
from botapi_sandbox.process.processes import Processes
from botapi_sandbox.state.account import Account, Accounts
from botapi_sandbox.state.chats import Room, Rooms
from botapi_sandbox.state.joining import JoinRequests
from botapi_sandbox.state.journal import Journal
from botapi_sandbox.state.pins import Pins
from botapi_sandbox.state.polls import Polls
from botapi_sandbox.state.render import Renderer
from botapi_sandbox.state.tally import Tally
from botapi_sandbox.state.webhooks import WebhookSender
from botapi_sandbox.trouble.chat_refusals import ChatRefusals
from botapi_sandbox.trouble.faults import Faults
from botapi_sandbox.trouble.unheard import Silence

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class World:
    """The state of a sandbox. `reset` makes it new without closing the server."""

    def __init__(
        self,
        *,
        clock: Clock,
        seed: int,
        tasks: Tasks,
        like: str = STRICT,
        lenient: bool = False,
        webhook_hosts: frozenset[str] = LOOPBACK,
    ) -> None:
        self.clock = clock
        self.seed = seed
        self._like = like  # which limits it begins with
        self._lenient = lenient  # how it begins
        self.webhook_hosts = webhook_hosts  # where a webhook may be without https
        self.tasks = tasks
        self.webhooks = WebhookSender(clock, tasks)
        self.port: Port | None = None  # the one an outage may close
        self.called_at: float | None = None  # sandbox seconds, by any bot
        self._watchers: defaultdict[int, set[asyncio.Event]] = defaultdict(set)
        self.processes = Processes()  # of bots, where this sandbox keeps them
        self.tour: dict[str, Any] | None = None  # what the page shows a first visitor
        self.board: dict[str, Any] | None = None  # what it shows beside the chats
        self._begin()

    def reset(self) -> None:
        """Forget everybody and everything; the clock goes on, tokens work as if new."""
        for account in self.accounts.all():
            self.webhooks.stop(account)
            account.updates.release()
            account.updates.drop()  # a crowd that waits for room there goes on, and home
        self._begin()
        for chat_id in list(self._watchers):
            self.changed(chat_id)

    def _begin(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - repeatable, not secret
        self.people = People()
        self.rooms = Rooms()
        self.joining = JoinRequests()
        self.contents = Contents()
        self.polls = Polls()
        self.reactions = Reactions()
        self.limits = Limits.like(self._like)
        self.faults = Faults(self.seed)
        self.chat_refusals = ChatRefusals()
        self.silence = Silence(self.seed)
        self.tally = Tally()
        self.calls = Calls()
        self.callers = Callers()
        self.lenient = self._lenient  # what the real server overlooks is overlooked
        self.accounts = Accounts(self.clock, self.people)
        self.limiters: defaultdict[int, Limiter] = defaultdict(lambda: Limiter(self.limits))
        self._send_queues: dict[int, SendQueue] = {}
        self.pins = Pins()
        self.acted: dict[int, float] = {}  # sandbox seconds: when somebody wrote or pressed last
        self.render = Renderer(
            self.people, self.rooms, self.contents, self.polls, self.reactions, self.journal
        )

    def journal(self, account: Account, chat_id: int) -> Journal:
        """Where a chat's messages are numbered: the bot's own counter for private chats and basic
        groups, the chat's own for supergroups and channels."""
        room = self.rooms.get(chat_id) if chat_id < 0 else None
        return account.journal if room is None or room.journal is None else room.journal

    def room(self, chat_id: int) -> Room:
        room = self.rooms.get(chat_id)
        if room is None or room.is_pair():
            raise ControlError(f"there is no group or channel {chat_id}")
        return room

    def person(self, user_id: int) -> Person:
        person = self.people.person(user_id)
        if person is None:
            raise ControlError(f"there is no user {user_id}: add_user or add_users first")
        return person

    def send_queue(self, account: Account) -> SendQueue:
        """Where a bot's messages wait for its limit."""
        if account.id not in self._send_queues:
            self._send_queues[account.id] = SendQueue(
                self.clock, self.limiters[account.id], self.limits
            )
        return self._send_queues[account.id]

    def action(self, account: Account, chat_id: int) -> str | None:
        """What the bot lets people see that it is doing: typing, upload_photo and the like."""
        action, until = account.actions.get(chat_id, ("", 0.0))
        return action if action and self.clock.now() < until else None

    def change_limits(self, changes: dict[str, Any]) -> None:
        """What has been refilled until now was refilled at the old rate."""
        now = self.clock.now()
        for limiter in self.limiters.values():
            limiter.until(0.0, now)
        self.limits.change(changes)
        for queue in self._send_queues.values():
            queue.changed()

    def bots(self, token: str | None = None) -> list[Account]:
        """The bots something happens to: the one of `token`, else all that have called yet."""
        if token is not None:
            return [self.accounts.of(token)]
        accounts = self.accounts.all()
        if not accounts:
            raise ControlError("no bot has called this sandbox yet; name one by token=")
        return accounts

    def receive(self, account: Account, chat_id: int, user_id: int | None, body: Body) -> int:
        """A message of a user (None: of the channel itself); returns its number."""
        self.acted[chat_id] = self.clock.now()
        room = self.rooms.get(chat_id) if chat_id < 0 else None
        number = self.journal(account, chat_id).add(
            chat_id,
            self.contents.intern(body, account.id).number,
            self.clock.date(),
            outgoing=False,
            sender=None if chat_id > 0 else user_id,
        )
        kind = "channel_post" if room is not None and room.type == "channel" else "message"
        heard = (room is None or room.is_heard()) and not self.silence.loses(chat_id)
        if heard and account.updates.wants(kind):
            account.updates.push(kind, self.render.message(account, chat_id, number))
        self.changed(chat_id)
        return number

    def edited(self, account: Account, chat_id: int, number: int) -> None:
        """Tells a bot that somebody changed a message."""
        room = self.rooms.get(chat_id) if chat_id < 0 else None
        channel = room is not None and room.type == "channel"
        kind = "edited_channel_post" if channel else "edited_message"
        if (room is None or room.is_heard()) and account.updates.wants(kind):
            account.updates.push(kind, self.render.message(account, chat_id, number))

    def send(self, account: Account, chat_id: int, content: Content, *, waited: float = 0.0) -> int:
        """A message of the bot, counted; returns its number."""
        number = self.journal(account, chat_id).add(
            chat_id, content.number, self.clock.date(), outgoing=True
        )
        self.tally.accepted(
            content.number,
            chat_id,
            self.clock.now(),
            number=number,
            waited=waited,
            acted=self.acted.get(chat_id),
        )
        if account.actions:
            account.actions.pop(chat_id, None)
        if self._watchers:
            self.changed(chat_id)
        return number

    def changed(self, chat_id: int) -> None:
        """Wakes whoever waits for something in that chat."""
        for watcher in self._watchers.get(chat_id, ()):
            watcher.set()

    @contextmanager
    def watching(self, chat_id: int, watcher: asyncio.Event) -> Iterator[None]:
        """`watcher` is set whenever something changes in that chat, until the block ends; also
        when everything is forgotten."""
        self._watchers[chat_id].add(watcher)
        try:
            yield
        finally:
            self._watchers[chat_id].discard(watcher)
            if not self._watchers[chat_id]:
                del self._watchers[chat_id]

    async def change_in(self, chat_id: int, seconds: float) -> None:
        """Until something changes in that chat, at most `seconds` of wall-clock time."""
        watcher = asyncio.Event()
        with self.watching(chat_id, watcher), suppress(TimeoutError):
            await asyncio.wait_for(watcher.wait(), seconds)
