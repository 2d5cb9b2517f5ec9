"""What an update that nobody dares to handle wants of the list, done from its gist alone.

No dispatcher, no models, no answer: only the row in the database is as it is to be.
"""

import logging

from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.decoding.gist import Command, Gist, Place
from db.subscribers.store import Subscribers
from handlers.frame.access import CLAIM_PREFIX
from handlers.subscriber.start import source_of
from handlers.subscriber.who_runs import Runs, runs_the_group
from runtime.clock import Clock

logger = logging.getLogger(__name__)


class Rescue:
    """`name` is the bot's own username: a command may be meant for another one in the group."""

    def __init__(self, subscribers: Subscribers, bot: Bot, name: str | None, clock: Clock) -> None:
        self._subscribers = subscribers
        self._bot = bot
        self._name = (name or "").lower()
        self._clock = clock

    async def __call__(self, gist: Gist) -> None:
        """Raises DatabaseTrouble."""
        place, now = gist.place, int(self._clock.time())
        if place is None:
            return
        if gist.moved_to is not None:
            await self._subscribers.migrate(place.id, gist.moved_to, now)
        elif gist.tells and gist.is_in is not None:
            change = self._subscribers.unblock if gist.is_in else self._subscribers.block
            await change(place.id, now)
        elif gist.asks and gist.command is not None and await self._may(gist, place):
            await self._grant(gist, place, gist.command, now)

    async def _grant(self, gist: Gist, place: Place, command: Command, now: int) -> None:
        if command.name == "stop":
            await self._subscribers.unsubscribe(place.id, now)
            return
        private = place.kind == "private"
        argument = command.argument or ""
        await self._subscribers.subscribe(
            place.id,
            now=now,
            kind=place.kind,
            first_name=place.first_name if private else place.title,
            username=place.username,
            thread_id=None if private else gist.thread,
            language_code=gist.sender.language_code if private and gist.sender else None,
            source=None if argument.startswith(CLAIM_PREFIX) else source_of(argument),
        )

    async def _may(self, gist: Gist, place: Place) -> bool:
        command = gist.command
        if command is not None and command.mention and command.mention.lower() != self._name:
            return False
        if place.is_direct or gist.is_forwarded:  # see handlers/subscriber/places.py
            return False
        if place.kind == "private":
            return gist.sender is None or not gist.sender.is_bot
        if place.kind == "channel" or gist.sender_chat == place.id:
            return True
        return gist.sender_chat is None and await self._runs_it(gist, place)

    async def _runs_it(self, gist: Gist, place: Place) -> bool:
        if gist.sender is None:
            return False
        try:
            runs = await runs_the_group(self._bot, place.id, gist.sender.id)
        except AiogramError as error:
            logger.warning("who runs chat %s is not known: %s", place.id, type(error).__name__)
            return False
        return runs is Runs.YES
