"""The forum group that answers come from: /inbox there, and what admins write in its topics.

To everybody but admins /inbox means nothing: in a group that is silence.
"""

import math
from collections import OrderedDict

from aiogram import Bot, F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType
from aiogram.exceptions import AiogramError
from aiogram.filters import CommandObject
from aiogram.methods import SendMessage
from aiogram.types import Message, ReactionTypeEmoji
from aiogram_i18n import I18nContext

from botapi.errors import REFUSALS, meaning
from broadcast.doors.doors import Doors
from db.inbox.conversations import Conversation
from db.inbox.relays import RelayGroup
from db.schema.states import Role
from handlers.frame.access import Access
from handlers.frame.fallback import TALK
from handlers.frame.text_commands import TextCommand
from handlers.inbox.answering import Answered, send_answer
from handlers.language.names import quoted
from runtime.clock import Clock

OFF = "off"  # after the command
DONE = "👍"
AGAIN = 600.0  # seconds until a member is told again that what they write stays in the group
REMEMBERED = 1_000  # members
WORDS = {
    Answered.NOBODY: "replies-blocked",
    Answered.REFUSED: "replies-refused",
    Answered.UNANSWERED: "replies-unanswered",
    Answered.WAIT: "replies-wait",
}


def build_inbox_group_router(clock: Clock) -> Router:
    router = Router(name="inbox group")
    router.message.filter(F.chat.type == ChatType.SUPERGROUP)
    router.message.register(on_inbox, TextCommand("inbox"))
    router.message.register(Desk(clock).on_answer, F.is_topic_message, TALK)
    return router


async def on_inbox(
    message: Message,
    command: CommandObject,
    bot: Bot,
    doors: Doors,
    access: Access,
    i18n: I18nContext,
    role: Role | None,
) -> SendMessage | None:
    """Whoever is in the group reads what people write: so an owner has to say it, by name."""
    if role is None or message.from_user is None:
        return None
    if role is not Role.OWNER:
        return message.answer(i18n.get("inbox-owners-only"))
    by = await access.actor(message.from_user.id)
    group = await doors.relays.group()
    here = group is not None and group.chat_id == message.chat.id
    if (command.args or "").strip().lower() == OFF:
        if here:
            await doors.relays.choose(None, by=by)
        return message.answer(i18n.get("inbox-off"))
    if here:
        return message.answer(i18n.get("inbox-here"))
    if not message.chat.is_forum:
        return message.answer(i18n.get("inbox-no-topics"))
    try:
        topic = await bot.create_forum_topic(message.chat.id, i18n.get("inbox-rush-topic"))
    except AiogramError as error:
        if meaning(error) not in REFUSALS:
            raise
        return message.answer(i18n.get("inbox-no-rights"))
    chosen = RelayGroup(
        chat_id=message.chat.id,
        title=message.chat.title or "",
        topic_id=topic.message_thread_id,
        locale=i18n.locale,
    )
    await doors.relays.choose(chosen, by=by)
    return message.answer(i18n.get("inbox-on"))


class Desk:
    """Sends what admins write in somebody's topic to that person."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._told: OrderedDict[int, float] = OrderedDict()  # members, and when

    async def on_answer(
        self,
        message: Message,
        bot: Bot,
        doors: Doors,
        access: Access,
        i18n: I18nContext,
        role: Role | None,
    ) -> SendMessage | None:
        found = await _whose(message, doors)
        if found is None or message.from_user is None:
            raise SkipHandler
        if role is None:
            told = self._was_told(message.from_user.id)
            return None if told else message.reply(i18n.get("inbox-not-an-admin"))
        by = await access.actor(message.from_user.id)
        holder = doors.conversations.holder(found)
        if holder not in (None, by.user_id):
            return message.reply(i18n.get("inbox-held"))
        talk = doors.conversations
        newest = [*await talk.messages(found.subscriber_id, limit=1, by=by)]
        quoted_one = await _quoted(message, found, doors)
        if quoted_one is None and newest:
            quoted_one = newest[0].message_id
        sent = await send_answer(
            bot,
            [message.message_id],
            from_chat=message.chat.id,
            to=found.chat_id,
            quotes=quoted_one,
        )
        if sent.result is not Answered.SENT:
            return message.reply(i18n.get(WORDS[sent.result], detail=quoted(sent.detail)))
        if newest:
            await talk.settle(found.subscriber_id, upto=newest[0].id, by=by)
        await _confirm(message)
        return None

    def _was_told(self, user_id: int) -> bool:
        now = self._clock.monotonic()
        if now - self._told.get(user_id, -math.inf) < AGAIN:
            return True
        self._told[user_id] = now
        self._told.move_to_end(user_id)
        if len(self._told) > REMEMBERED:
            self._told.popitem(last=False)
        return False


async def _whose(message: Message, doors: Doors) -> Conversation | None:
    """Whose topic of the group it was written in; commands, and notes that begin with //, are for
    the team alone."""
    if message.message_thread_id is None or (message.text or "").startswith("/"):
        return None
    group = await doors.relays.group()
    if group is None or group.chat_id != message.chat.id:
        return None
    return await doors.relays.whose_topic(message.message_thread_id)


async def _quoted(message: Message, found: Conversation, doors: Doors) -> int | None:
    """Which of their messages it answers, by its number in the chat with them. (What stands in a
    topic replies to the topic itself, where it replies to nothing else.)"""
    if message.reply_to_message is None:
        return None
    return await doors.relays.original_of(found.subscriber_id, message.reply_to_message.message_id)


async def _confirm(message: Message) -> None:
    """By a reaction: a message more for each answer would soon be too many for a group."""
    try:
        await message.react([ReactionTypeEmoji(emoji=DONE)])
    except AiogramError as error:
        if meaning(error) not in REFUSALS:
            raise
