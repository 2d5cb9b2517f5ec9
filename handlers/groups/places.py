"""/start and /stop of groups and channels: whoever runs the place decides for it."""

from aiogram import Bot, F, Router
from aiogram.enums import ChatType
from aiogram.methods import SendMessage
from aiogram.types import Chat, Message
from aiogram_i18n import I18nContext

from db.subscribers.store import Subscribed, Subscribers
from handlers.frame.text_commands import TextCommand, TextStart
from handlers.groups.who_runs import Runs, WhoRuns
from handlers.subscriber.bots import is_by_a_bot
from handlers.subscriber.invite import carries_invite, on_shown_invite
from handlers.subscriber.tester import carries_tester_link, on_shown_link
from runtime.clock import Clock

GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}
PERSONAL_COMMANDS = ("help", "settings", "language", "privacy")


def build_router() -> Router:
    router = Router(name="places")
    # A channel's post is forwarded into its discussion group by Telegram itself: nobody wrote it.
    router.message.filter(F.chat.type.in_(GROUPS), ~F.is_automatic_forward)
    router.message.register(on_shown_invite, carries_invite())
    router.message.register(on_shown_link, carries_tester_link())
    router.message.register(
        on_direct_messages,
        TextCommand("start", "stop", *PERSONAL_COMMANDS),
        F.chat.is_direct_messages,
    )
    router.message.register(on_start, TextStart())
    router.message.register(on_stop, TextCommand("stop"))
    router.message.register(on_personal, TextCommand(*PERSONAL_COMMANDS))
    # Only those who run a channel can post in it.
    router.channel_post.register(on_shown_invite, carries_invite())
    router.channel_post.register(on_shown_link, carries_tester_link())
    router.channel_post.register(start_place, TextStart())
    router.channel_post.register(stop_place, TextCommand("stop"))
    return router


async def on_start(
    message: Message,
    bot: Bot,
    who_runs: WhoRuns,
    subscribers: Subscribers,
    i18n: I18nContext,
    clock: Clock,
) -> SendMessage | None:
    refusal = await _refusal(message, bot, who_runs, i18n)
    if refusal is None:
        return await start_place(message, subscribers, i18n, clock)
    return _for_people(message, refusal)


async def on_stop(
    message: Message,
    bot: Bot,
    who_runs: WhoRuns,
    subscribers: Subscribers,
    i18n: I18nContext,
    clock: Clock,
) -> SendMessage | None:
    refusal = await _refusal(message, bot, who_runs, i18n)
    if refusal is None:
        return await stop_place(message, subscribers, i18n, clock)
    return _for_people(message, refusal)


async def on_direct_messages(message: Message, i18n: I18nContext) -> SendMessage | None:
    """The direct messages of a channel are one chat with a topic for each person: what one of them
    asks for is not to reach the others, and who runs the channel has asked for nothing."""
    topic = message.direct_messages_topic
    if topic is None or is_by_a_bot(message):
        return None
    return message.answer(i18n.get("place-direct"), direct_messages_topic_id=topic.topic_id)


async def on_personal(message: Message, i18n: I18nContext) -> SendMessage | None:
    return _for_people(message, i18n.get("group-in-private"))


async def start_place(
    message: Message, subscribers: Subscribers, i18n: I18nContext, clock: Clock
) -> SendMessage:
    """In a forum the news go to the topic that it was said in."""
    topic, now = topic_of(message), int(clock.time())
    subscribed = await subscribe_place(message.chat, subscribers, now, thread_id=topic)
    if subscribed is Subscribed.MOVED:
        return message.answer(i18n.get("place-moved"))
    already = subscribed is Subscribed.ALREADY
    return message.answer(i18n.get("place-already") if already else i18n.get("place-started"))


async def stop_place(
    message: Message, subscribers: Subscribers, i18n: I18nContext, clock: Clock
) -> SendMessage:
    left = await subscribers.unsubscribe(message.chat.id, int(clock.time()))
    return message.answer(i18n.get("place-stopped") if left else i18n.get("place-not-subscribed"))


async def subscribe_place(
    chat: Chat, subscribers: Subscribers, now: int, *, thread_id: int | None
) -> Subscribed:
    return await subscribers.subscribe(
        chat.id,
        kind=chat.type,
        first_name=chat.title or "",
        username=chat.username,
        thread_id=thread_id,
        now=now,
    )


def topic_of(message: Message) -> int | None:
    """None outside forums, and in a forum's general topic. (Replies have a thread number too.)"""
    return message.message_thread_id if message.is_topic_message else None


def _for_people(message: Message, text: str) -> SendMessage | None:
    """A bot that runs the group is obeyed; any other one is not even told why not."""
    return None if is_by_a_bot(message) else message.answer(text)


async def _refusal(message: Message, bot: Bot, who_runs: WhoRuns, i18n: I18nContext) -> str | None:
    """What to say to whoever may not decide for the group; None for who may.

    An anonymous administrator writes in the name of the group itself.
    """
    if message.sender_chat is not None:
        runs = Runs.YES if message.sender_chat.id == message.chat.id else Runs.NO
    elif message.from_user is None:
        runs = Runs.NO
    else:
        runs = await who_runs.ask(bot, message.chat.id, message.from_user.id)
    if runs is Runs.YES:
        return None
    return i18n.get("group-admins-only" if runs is Runs.NO else "group-untold")
