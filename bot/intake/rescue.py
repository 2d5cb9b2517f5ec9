"""What an update that nobody dares to handle wants of the list, done from its essentials alone.

No dispatcher, no models, no answer: only the row in the database is as it is to be.
"""

import logging

from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.decoding.essentials import Command, Essentials, Place
from db.subscribers.store import Subscribers
from handlers.frame.access import CLAIM_PREFIX
from handlers.groups.who_runs import Runs, runs_the_group
from handlers.subscriber.start import source_of
from runtime.clock import Clock

logger = logging.getLogger(__name__)


class Rescue:
    """`name` is the bot's own username: a command may be meant for another one in the group."""

    def __init__(self, subscribers: Subscribers, bot: Bot, name: str | None, clock: Clock) -> None:
        self._subscribers = subscribers
        self._bot = bot
        self._name = (name or "").lower()
        self._clock = clock

    async def __call__(self, essentials: Essentials) -> None:
        """Raises DatabaseTrouble."""
        place, now = essentials.place, int(self._clock.time())
        if place is None:
            return
        if essentials.migrated_to is not None:
            await self._subscribers.migrate(place.id, essentials.migrated_to, now)
        elif essentials.is_membership_change and essentials.is_in is not None:
            change = self._subscribers.unblock if essentials.is_in else self._subscribers.block
            await change(place.id, now)
        elif (command := _start_or_stop(essentials)) and await self._may(essentials, place):
            await self._grant(essentials, place, command, now)

    async def _grant(
        self, essentials: Essentials, place: Place, command: Command, now: int
    ) -> None:
        if command.name == "stop":
            await self._subscribers.unsubscribe(place.id, now)
            return
        private, sender = place.kind == "private", essentials.sender
        argument = command.argument or ""
        await self._subscribers.subscribe(
            place.id,
            now=now,
            kind=place.kind,
            first_name=place.first_name if private else place.title,
            username=place.username,
            thread_id=None if private else essentials.thread,
            language_code=sender.language_code if private and sender else None,
            source=None if argument.startswith(CLAIM_PREFIX) else source_of(argument),
        )

    async def _may(self, essentials: Essentials, place: Place) -> bool:
        command = essentials.command
        if command is not None and command.mention and command.mention.lower() != self._name:
            return False
        if place.is_direct or essentials.is_forwarded:  # see handlers/groups/places.py
            return False
        if place.kind == "private":
            return essentials.sender is None or not essentials.sender.is_bot
        if place.kind == "channel" or essentials.sender_chat == place.id:
            return True
        return essentials.sender_chat is None and await self._runs_it(essentials, place)

    async def _runs_it(self, essentials: Essentials, place: Place) -> bool:
        if essentials.sender is None:
            return False
        try:
            runs = await runs_the_group(self._bot, place.id, essentials.sender.id)
        except AiogramError as error:
            logger.warning("who runs chat %s is not known: %s", place.id, type(error).__name__)
            return False
        return runs is Runs.YES


def _start_or_stop(essentials: Essentials) -> Command | None:
    return essentials.command if essentials.is_start_or_stop else None
