"""Copies what people write to the forum group, a topic for each of them, one after the other.

What is owed stands in the database, so a restart loses nothing. A copy whose answer was lost is
made again: the team may see one twice, and none is missing.
"""

import logging
import math
from collections.abc import Sequence

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import ReplyParameters

from botapi.errors import Meaning, meaning, wait_of, words_of
from broadcast.doors.inbox.relays import Relays
from db.errors import DatabaseTrouble
from db.inbox.relays import Backlog, Owed, RelayGroup
from handlers.inbox.rush import GATHERING, Minute, Step, step
from handlers.language.names import numbered_line
from handlers.language.texts import Texts
from runtime.backoff import Backoff
from runtime.clock import Clock

FIRST_REST, LONGEST_REST = 1.0, 60.0  # seconds after a call that got no answer
DATABASE_REST = 10.0  # seconds
NO_TOPIC = ("message thread not found", "topic_deleted", "topic_closed")  # Telegram's words
OF_THE_GROUP = ("not enough rights", "chat_write_forbidden", "chat not found", "not a forum")

logger = logging.getLogger(__name__)


class InboxRelay:
    """One task for all of it, which sleeps while there is nothing."""

    def __init__(self, bot: Bot, relays: Relays, texts: Texts, clock: Clock) -> None:
        self._bot = bot
        self._relays = relays
        self._texts = texts
        self._clock = clock
        self._minute = Minute()
        self._backoff = Backoff(FIRST_REST, LONGEST_REST)
        self._summed_at = -math.inf  # monotonic seconds
        self._new_topic = 0  # the last one that was made
        self._said_edited = 0  # of which message the group was told last that it is another now
        self._begun = False  # a topic, or the words that it was edited, wait for the message itself

    async def run_forever(self) -> None:
        """Runs for ever."""
        while True:
            self._relays.wake.clear()
            rest = await self._next()
            if rest is None:
                await self._relays.wake.wait()
            else:
                await self._clock.sleep(rest)

    async def _next(self) -> float | None:
        """Do one thing, and say for how long to rest; None: until there is something to do."""
        try:
            group = await self._relays.group()
            backlog = None if group is None else await self._relays.backlog()
            if group is None or backlog is None or not backlog.messages:
                return None
            return await self._serve(group, backlog)
        except DatabaseTrouble as trouble:
            logger.warning("nothing is copied to the group just now: %s", trouble)
            return DATABASE_REST

    async def _serve(self, group: RelayGroup, backlog: Backlog) -> float:
        now = self._clock.monotonic()
        if (wait := self._minute.wait(now)) > 0:
            return wait
        due = Step.COPY if self._begun else step(backlog.messages, now - self._summed_at)
        if due is Step.WAIT:
            return self._summed_at + GATHERING - now
        self._minute.book(now)
        self._begun = False
        try:
            await (self._sum(group, backlog) if due is Step.SUM else self._copy(group))
        except AiogramError as error:
            return await self._failed(group, error)
        self._backoff.reset()
        return 0.0

    async def _sum(self, group: RelayGroup, backlog: Backlog) -> None:
        text = self._texts.get(
            "inbox-rush",
            group.locale,
            messages=str(backlog.messages),
            people=str(backlog.people),
        )
        try:
            await self._bot.send_message(group.chat_id, text, message_thread_id=group.topic_id)
        except AiogramError as error:
            if not _says(error, NO_TOPIC):
                raise
            await self._bot.send_message(group.chat_id, text)
        self._summed_at = self._clock.monotonic()
        await self._relays.summed_up(upto=backlog.upto)

    async def _copy(self, group: RelayGroup) -> None:
        owed = await self._relays.next_owed()
        if owed is None:  # it went with its author
            return
        if owed.topic_id is None:
            name = numbered_line(owed.first_name, owed.username, owed.chat_id)
            made = await self._bot.create_forum_topic(group.chat_id, name)
            self._new_topic = made.message_thread_id
            await self._relays.set_topic(owed.subscriber_id, made.message_thread_id)
            self._begun = True
            return
        try:
            if owed.copy_id is not None and self._said_edited != owed.id:
                await self._say_edited(group, owed)
                return
            copy = await self._bot.copy_message(
                group.chat_id,
                owed.chat_id,
                owed.message_id,
                message_thread_id=owed.topic_id,
                reply_parameters=_replying(owed.copy_id),
            )
        except AiogramError as error:
            if meaning(error) is Meaning.UNREADABLE:
                await self._relays.copied(owed.id, None)
            elif meaning(error) is Meaning.REFUSED and not _says(error, OF_THE_GROUP):
                await self._not_copied(owed, error)
            elif _says(error, ("chat not found",)):  # which of the two it does not say
                await self._bot.get_chat(group.chat_id)
                await self._not_copied(owed, error)
            else:
                raise
        else:
            self._said_edited = 0
            await self._relays.copied(owed.id, copy.message_id)

    async def _say_edited(self, group: RelayGroup, owed: Owed) -> None:
        """Of the former copy; what is written there now follows with the next call."""
        await self._bot.send_message(
            group.chat_id,
            self._texts.get("inbox-edited", group.locale),
            message_thread_id=owed.topic_id,
            reply_parameters=_replying(owed.copy_id),
        )
        self._said_edited, self._begun = owed.id, True

    async def _not_copied(self, owed: Owed, error: AiogramError) -> None:
        """Its topic was deleted, and gets a successor; or it cannot be copied, and is left out."""
        if _says(error, NO_TOPIC) and owed.topic_id != self._new_topic:
            await self._relays.set_topic(owed.subscriber_id, None)
            return
        logger.info("message %d is not copied to the group: %s", owed.id, words_of(error))
        await self._relays.copied(owed.id, None)

    async def _failed(self, group: RelayGroup, error: AiogramError) -> float:
        """A refusal here is about the group: the bot was removed, or may not make topics."""
        meant = meaning(error)
        if meant is Meaning.WAIT:
            return wait_of(error)
        if meant in (Meaning.NOBODY, Meaning.REFUSED, Meaning.MOVED):
            logger.warning("the group %d gets no more copies: %s", group.chat_id, words_of(error))
            await self._relays.lost(group)
            return 0.0
        logger.info("the group %d is out of reach: %s", group.chat_id, words_of(error))
        return self._backoff.next()


def _replying(copy_id: int | None) -> ReplyParameters | None:
    """To the former copy, which may be gone by now."""
    if copy_id is None:
        return None
    return ReplyParameters(message_id=copy_id, allow_sending_without_reply=True)


def _says(error: AiogramError, phrases: Sequence[str]) -> bool:
    words = words_of(error).lower()
    return any(phrase in words for phrase in phrases)
